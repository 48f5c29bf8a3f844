import type { ITheme } from '@xterm/xterm'

/** The sixteen colours as they can be read on the surface of either theme. */
const LIGHT = {
  black: '#161a20',
  red: '#b3202a',
  green: '#12704a',
  yellow: '#8a5200',
  blue: '#1d54b0',
  magenta: '#8a2f8a',
  cyan: '#0b6a75',
  white: '#596373',
  brightBlack: '#596373',
  brightRed: '#b3202a',
  brightGreen: '#12704a',
  brightYellow: '#8a5200',
  brightBlue: '#1d54b0',
  brightMagenta: '#8a2f8a',
  brightCyan: '#0b6a75',
  brightWhite: '#161a20',
}
const DARK = {
  black: '#3a424e',
  red: '#ff8a86',
  green: '#4fd19a',
  yellow: '#f3b557',
  blue: '#8ab4ff',
  magenta: '#e3a1e3',
  cyan: '#6fd3de',
  white: '#e8ebf0',
  brightBlack: '#9aa5b4',
  brightRed: '#ff8a86',
  brightGreen: '#4fd19a',
  brightYellow: '#f3b557',
  brightBlue: '#8ab4ff',
  brightMagenta: '#e3a1e3',
  brightCyan: '#6fd3de',
  brightWhite: '#ffffff',
}

/** As the page is at this moment. */
export function currentTheme(): ITheme {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string): string => style.getPropertyValue(name).trim()
  const dark = document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark'
  return {
    ...(dark ? DARK : LIGHT),
    background: of('--surface'),
    foreground: of('--text'),
    cursor: of('--accent'),
    cursorAccent: of('--surface'),
    selectionBackground: of('--accent-soft'),
  }
}

/** Tells when the page changes its colours; the answer ends that. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
  return () => observer.disconnect()
}
