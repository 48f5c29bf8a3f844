/**
 * Colours of series: told apart with every common colour blindness, by lightness too, and never the green, amber and
 * red that mean state. At least 3:1 against the panel of their scheme.
 */
export const PALETTE = {
  light: {
    blue: '#2f6fdd',
    teal: '#0f8b8d',
    violet: '#8250c4',
    pink: '#c2508d',
    slate: '#66758a',
    sand: '#94761a',
    sky: '#5b9bd9',
    ink: '#39465a',
    axis: '#596373',
    grid: '#e9ebef',
    warning: '#b36b00',
    critical: '#c4262e',
    info: '#1d54b0',
  },
  dark: {
    blue: '#5b95f5',
    teal: '#35bdb5',
    violet: '#b48cf2',
    pink: '#e58abb',
    slate: '#93a1b5',
    sand: '#cdb04e',
    sky: '#8fc7ff',
    ink: '#c3cad5',
    axis: '#9aa5b4',
    grid: '#232932',
    warning: '#f3b557',
    critical: '#ff8a86',
    info: '#8ab4ff',
  },
} as const

export type ChartScheme = keyof typeof PALETTE
export type SeriesColor = Exclude<keyof (typeof PALETTE)['light'], 'axis' | 'grid' | 'warning' | 'critical' | 'info'>

/** Colours for instances without a role of their own, in order. */
const CYCLE: readonly SeriesColor[] = ['blue', 'teal', 'violet', 'pink', 'sand', 'slate', 'sky', 'ink']

export function cycleColor(index: number): SeriesColor {
  return CYCLE[index % CYCLE.length] as SeriesColor
}

/** A series' colour for CSS, following the page's scheme. */
export function cssColor(color: SeriesColor): string {
  return `light-dark(${PALETTE.light[color]}, ${PALETTE.dark[color]})`
}
