import { useState } from 'react'

/** The one of a list that is asked for; still, once it has left the list, because its dialog has yet to say so. */
export function useKept<Item extends { readonly id: number }>(items: readonly Item[], id: number): Item | null {
  const [last, setLast] = useState<Item | null>(null)
  const found = items.find((each) => each.id === id) ?? (last?.id === id ? last : null)
  if (found && found !== last) setLast(found)
  return found
}
