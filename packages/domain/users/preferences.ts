/** Time ranges that people choose from, in hours; null is everything there is. */
export const TIME_RANGES = { '1h': 1, '6h': 6, '24h': 24, '7d': 168, '30d': 720, all: null } as const
export type TimeRange = keyof typeof TIME_RANGES

export const CHART_THEMES = ['light', 'dark'] as const
export type ChartTheme = (typeof CHART_THEMES)[number]

export const VISIBLE_METRICS = ['cpu', 'memory', 'disk', 'network'] as const
export type VisibleMetric = (typeof VISIBLE_METRICS)[number]

/** How one user likes to look at history. */
export interface Preferences {
  readonly defaultTimeRange: TimeRange
  /** Host to begin with; null for the first one. */
  readonly defaultCollectorId: number | null
  readonly chartTheme: ChartTheme
  readonly refreshIntervalSeconds: number
  readonly showContainers: boolean
  readonly visibleMetrics: readonly VisibleMetric[]
}

export const DEFAULT_PREFERENCES: Preferences = {
  defaultTimeRange: '24h',
  defaultCollectorId: null,
  chartTheme: 'light',
  refreshIntervalSeconds: 60,
  showContainers: true,
  visibleMetrics: VISIBLE_METRICS,
}
