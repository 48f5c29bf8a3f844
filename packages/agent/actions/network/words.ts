/** A text of the host as it is told: no longer than this, and whole characters. */
export function shown(text: string, length: number): string {
  return text.slice(0, length).toWellFormed()
}
