/** What a row of a coarser tier keeps of one metric. */
export interface TierCell {
  count: number
  sum: number
  min: number
  max: number
  last: number
  /** Standard deviation around the row's own average. */
  deviation: number
  /** Values at {@link SKETCH}; only the coarsest tier has them. */
  sketch: readonly number[] | null
}

/** Shares of the values that lie below the sketch's points. */
export const SKETCH = [0.25, 0.5, 0.75, 0.95] as const
