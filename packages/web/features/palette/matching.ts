/** Folds case and accents, so that "memoire" finds "Mémoire". */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

/** Entries that hold every word typed; those whose label begins with what was typed come first. */
export function matching<T extends { readonly label: string; readonly group: string }>(entries: readonly T[], typed: string): readonly T[] {
  const query = fold(typed.trim())
  const words = query.split(/\s+/).filter(Boolean)
  const starts = (entry: T) => fold(entry.label).startsWith(query)
  return entries
    .filter((entry) => words.every((word) => fold(`${entry.label} ${entry.group}`).includes(word)))
    .sort((a, b) => Number(starts(b)) - Number(starts(a)))
}
