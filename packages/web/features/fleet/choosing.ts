/** Hosts chosen to do something with. */
export interface Choosing {
  readonly chosen: ReadonlySet<number>
  onChoose(chosen: ReadonlySet<number>): void
}

export function toggledSet(set: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
