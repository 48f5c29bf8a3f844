/** `2025-01-08T15:30:00Z`: the HealthCheck document's times carry no milliseconds. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** ISO-8601 in UTC with milliseconds. */
export function isoTime(at: number): string {
  return new Date(at).toISOString()
}

/** {@link isoTime} of an instant that may not have come. */
export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at)
}
