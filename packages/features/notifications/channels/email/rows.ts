import type { Fact } from '../wording.ts'

/** What a mail tells of an event, by name. */
export function rowsOf({ host, subject, message, value, threshold, when }: Fact): readonly (readonly [string, string])[] {
  const measured = value !== null && ([['Value', threshold === null ? value : `${value}, threshold ${threshold}`]] as const)
  return [['Host', host], ['What', subject], ['Says', message], ...(measured || []), ['When', when]]
}
