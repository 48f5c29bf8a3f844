/** Longer is a gap whatever the interval: hosts report at least every five minutes. */
const LONGEST_STEP = 2.5 * 300_000
const FACTOR = 2.5

/** How much further than the range asked for the reports around it have to be known. */
export const AMOUNT_MARGIN = { before: 3 * LONGEST_STEP, after: 2 * LONGEST_STEP } as const

export interface CounterValues {
  readonly values: Float64Array
  readonly present: Uint8Array
}

/**
 * What was added to a counter since the report before, by report. There is none at the first report, after a gap and where
 * the counter went backward, which is a new baseline. They take the counter's place.
 */
export function turnIntoAmounts(times: Float64Array, { values, present }: CounterValues): void {
  for (let i = times.length - 1; i >= 0; i--) {
    const amount = i > 0 ? (values[i] as number) - (values[i - 1] as number) : Number.NaN
    const known = present[i] === 1 && present[i - 1] === 1 && amount >= 0 && !isGap(times, i)
    values[i] = known ? amount : Number.NaN
    present[i] = known ? 1 : 0
  }
}

/** Whether reports are missing before the one at `index`: its step is far longer than the ones around it. */
function isGap(times: Float64Array, index: number): boolean {
  const step = (at: number): number => (at > 0 && at < times.length ? (times[at] as number) - (times[at - 1] as number) : 0)
  const usual = Math.max(step(index - 2), step(index - 1), step(index + 1), step(index + 2))
  return step(index) > (usual > 0 ? Math.min(FACTOR * usual, LONGEST_STEP) : LONGEST_STEP)
}
