/**
 * Amounts per second from readings of a counter. The first reading, one after a gap (`null`) and one that went backward
 * are baselines: they have no rate.
 */
export function ratesOf(times: ArrayLike<number>, values: readonly (number | null)[]): (number | null)[] {
  const rates: (number | null)[] = new Array(values.length).fill(null)
  for (let i = 1; i < values.length; i++) {
    const before = values[i - 1]
    const now = values[i]
    const elapsed = (times[i] as number) - (times[i - 1] as number)
    if (before === null || before === undefined || now === null || now === undefined) continue
    if (elapsed > 0 && now >= before) rates[i] = ((now - before) * 1_000) / elapsed
  }
  return rates
}
