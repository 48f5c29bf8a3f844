/** Whether two names are the same to people: in whatever case, however the letters are made up. */
export function sameName(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

/** Whether any of the texts contains what is searched for, in whatever case. */
export function matches(search: string, ...texts: readonly (string | null)[]): boolean {
  const wanted = folded(search.trim())
  return texts.some((text) => text !== null && folded(text).includes(wanted))
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

const order = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** The order of names in lists, the same whatever the database sorts by. */
export function compareNames(one: string, other: string): number {
  return order.compare(one, other) || (one < other ? -1 : Number(one > other))
}
