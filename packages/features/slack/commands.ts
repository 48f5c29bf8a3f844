/** What was typed after `/imas`. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'unknown'; readonly text: string }
  | { readonly name: 'list' }
  | { readonly name: 'create'; readonly title: string }
  | { readonly name: 'acknowledge' | 'resolve'; readonly ref: string | null; readonly note: string }

/** By word, in either language and with or without accents. */
const NAMES: Readonly<Record<string, Command['name']>> = {
  help: 'help',
  aide: 'help',
  list: 'list',
  ls: 'list',
  liste: 'list',
  lister: 'list',
  create: 'create',
  new: 'create',
  creer: 'create',
  nouveau: 'create',
  ack: 'acknowledge',
  acknowledge: 'acknowledge',
  prendre: 'acknowledge',
  acquitter: 'acknowledge',
  resolve: 'resolve',
  resoudre: 'resolve',
}

const TOPIC = /^incidents?$/

export function parseCommand(text: string): Command {
  const words = text.trim().split(/\s+/)
  const topical = TOPIC.test(bare(words[0] ?? ''))
  const [word = '', ...rest] = topical ? words.slice(1) : words
  if (word === '') return { name: 'help' }
  const name = NAMES[bare(word)]
  if (name === 'list' || name === 'help') return { name }
  if (name === 'create') return { name, title: rest.join(' ') }
  if (name !== 'acknowledge' && name !== 'resolve') return { name: 'unknown', text: text.trim().slice(0, 100) }
  const [ref, ...note] = rest
  return { name, ref: ref === undefined ? null : refOf(ref), note: note.join(' ') }
}

/** `a2b3c4` is short for `INC-A2B3C4`. */
function refOf(text: string): string {
  return /^[a-z0-9]{6}$/i.test(text) ? `INC-${text.toUpperCase()}` : text.slice(0, 40)
}

function bare(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
