/** The earliest of those that there are. */
export function earliest(...times: readonly (number | null | undefined)[]): number | null {
  const known = times.filter((each) => each !== null && each !== undefined)
  return known.length > 0 ? Math.min(...known) : null
}
