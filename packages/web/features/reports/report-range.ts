/** Hours of the ranges to choose from, by the name that links give them; null is all there is. */
export const REPORT_RANGES: Readonly<Record<string, number | null>> = {
  '1h': 1,
  '6h': 6,
  '24h': 24,
  '7d': 168,
  '30d': 720,
  '1y': 8760,
  all: null,
}

const LONGEST = 87_600

/** Hours of `24h`, `7d`, `90d`, `1y`, `all`; undefined for anything else. */
export function hoursOf(range: string | null): number | null | undefined {
  if (range === null) return undefined
  if (Object.hasOwn(REPORT_RANGES, range)) return REPORT_RANGES[range]
  const [, amount, unit] = /^([1-9]\d{0,4})([hd])$/.exec(range) ?? []
  const hours = Number(amount) * (unit === 'd' ? 24 : 1)
  return hours <= LONGEST ? hours : undefined
}

/** What a link asks for: hosts apart by commas, and a range as `24h`, `7d` or `all`. */
export interface WantedReport {
  readonly hosts: readonly number[]
  readonly range: string | null
}
