type Translate = (key: string) => string

/** `Mail`, `Browsers`, or what its owner calls it. */
export function wayName(t: Translate, { id, label }: { readonly id: string; readonly label: string }): string {
  return id === 'mail' || id === 'push' ? t(`paging.own.${id}`) : label
}

/** What keeps one's own ways from working, as the hub says it. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'no mail address': 'paging.problem.noAddress',
  'the hub has no mail server': 'paging.problem.noServer',
  'no browser has notifications switched on': 'paging.problem.noBrowser',
}

/** In the reader's language where it is known; what others answered stays as it is. */
export function reasonText(t: Translate, reason: string): string {
  const key = PROBLEMS[reason]
  return key === undefined ? reason : t(key)
}
