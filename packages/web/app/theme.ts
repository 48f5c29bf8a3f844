import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eaf1fd',
  '#d3e1f9',
  '#a6c3f3',
  '#77a3ed',
  '#5189e7',
  '#3877e2',
  '#2563c9',
  '#1d54b0',
  '#174694',
  '#103878',
]

const dark: MantineColorsTuple = [
  '#e8ebf0',
  '#c3cad5',
  '#9aa5b4',
  '#6d7888',
  '#343c47',
  '#2a3038',
  '#1d2229',
  '#171b21',
  '#101317',
  '#0a0c0f',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, dark },
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Mantine's own surfaces take the tokens of `styles.css`. */
export const resolveVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-error': 'var(--critical)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-placeholder': 'var(--muted)',
  }
  return { variables: {}, light: shared, dark: shared }
}
