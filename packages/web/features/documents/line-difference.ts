import { diffLines } from 'diff'

export interface LinePiece {
  readonly key: number
  readonly kind: 'same' | 'added' | 'removed' | 'left-out'
  readonly text: string
  readonly lines: number
}

/** Lines that are shown around what is different. */
const AROUND = 3
/** Looking further would hold up the page. */
const TIME_MS = 500

/** What is different between two texts, line by line; null when that is too much to find out. */
export function lineDifference(before: string, after: string): readonly LinePiece[] | null {
  const changes = diffLines(before, after, { timeout: TIME_MS })
  if (!changes) return null
  const pieces: Omit<LinePiece, 'key'>[] = []
  for (const [i, { value, added, removed }] of changes.entries()) {
    const lines = value.split(/(?<=\n)/)
    if (added || removed) pieces.push({ kind: added ? 'added' : 'removed', text: marked(lines, added ? '+ ' : '- '), lines: lines.length })
    else pieces.push(...shortened(lines, i > 0, i < changes.length - 1))
  }
  return pieces.map((piece, key) => ({ ...piece, key }))
}

function shortened(lines: readonly string[], after: boolean, before: boolean): Omit<LinePiece, 'key'>[] {
  const head = after ? lines.slice(0, AROUND) : []
  const tail = before ? lines.slice(Math.max(head.length, lines.length - AROUND)) : []
  const left = lines.length - head.length - tail.length
  const same = (some: readonly string[]) =>
    some.length > 0 ? [{ kind: 'same' as const, text: marked(some, '  '), lines: some.length }] : []
  return [...same(head), ...(left > 0 ? [{ kind: 'left-out' as const, text: '', lines: left }] : []), ...same(tail)]
}

/** Each line after its mark, the last one with an end as well. */
function marked(lines: readonly string[], mark: string): string {
  return lines.map((line) => `${mark}${line.endsWith('\n') ? line : `${line}\n`}`).join('')
}
