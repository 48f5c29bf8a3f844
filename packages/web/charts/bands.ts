export type BandLevel = 'warning' | 'critical'

/** Levels that a chart shows as bands; null for no such level. */
export interface ThresholdBands {
  readonly warning: number | null
  readonly critical: number | null
  /** The bands are on the low side of their levels. */
  readonly below?: boolean
}

interface Band {
  readonly level: BandLevel
  readonly low: number
  readonly high: number
  /** Where its level is: one of the two. */
  readonly limit: number
}

/** Bands from level to level, the last one to the edge of the chart; levels beyond its top are out of sight. */
export function bandsOf({ warning, critical, below = false }: ThresholdBands, top: number): readonly Band[] {
  const levels = [
    { level: 'warning' as const, limit: warning, end: critical },
    { level: 'critical' as const, limit: critical, end: null },
  ]
  return levels.flatMap(({ level, limit, end }): Band[] => {
    if (limit === null) return []
    if (below) return [{ level, limit, low: Math.min(end ?? 0, top), high: Math.min(limit, top) }]
    return limit >= top ? [] : [{ level, limit, low: limit, high: Math.min(end ?? top, top) }]
  })
}
