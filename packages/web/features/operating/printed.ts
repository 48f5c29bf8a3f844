import type { ActionView } from '@hyperion/wire/web'

/** What came over one stream. */
export interface PrintedPart {
  readonly text: string
  readonly err: boolean
}

/** With what came next; of the whole so many characters are kept, the last ones. */
export function withPart(parts: readonly PrintedPart[], text: string, err: boolean, kept: number): readonly PrintedPart[] {
  const last = parts.at(-1)
  const joined = last && last.err === err ? [...parts.slice(0, -1), { text: last.text + text, err }] : [...parts, { text, err }]
  let over = joined.reduce((sum, each) => sum + each.text.length, 0) - kept
  if (over <= 0) return joined
  return joined.flatMap((each) => {
    const cut = Math.min(Math.max(over, 0), each.text.length)
    over -= cut
    return cut === each.text.length ? [] : [{ ...each, text: each.text.slice(cut) }]
  })
}

/** Of what an action has kept. */
export function partsOf({ output, stderr }: Pick<ActionView, 'output' | 'stderr'>): readonly PrintedPart[] {
  const parts: PrintedPart[] = []
  let at = 0
  for (const [from, to] of [...stderr, [output.length, output.length] as const]) {
    if (from > at) parts.push({ text: output.slice(at, from), err: false })
    if (to > from) parts.push({ text: output.slice(from, to), err: true })
    at = to
  }
  return parts
}
