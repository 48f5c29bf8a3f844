import type { Action, Span } from '@hyperion/domain/actions'
import type { ActionEvent, OperationId, ResultOf, RowOf } from '@hyperion/wire/actions'
import { findOperation } from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'

/** Characters of output that an action keeps. */
const KEPT = 64 * 1024

/** Parts of one stream each, of which the tail holds so many. */
const MOST_PARTS = 2000

type Text = Extract<ActionEvent, { kind: 'text' }>

/** The end of what an action printed, with what of it was errors. */
export class OutputTail {
  #parts: Text[] = []
  #length = 0

  add(event: ActionEvent): void {
    if (event.kind !== 'text') return
    const text = event.text.toWellFormed().replaceAll('\0', '\u{FFFD}')
    const last = this.#parts.at(-1)
    if (last && last.stream === event.stream) this.#parts[this.#parts.length - 1] = { ...last, text: last.text + text }
    else this.#parts.push(part(text, event.stream))
    this.#length += text.length
    this.#trim()
  }

  get text(): string {
    return this.#parts.map(({ text }) => text).join('')
  }

  get stderr(): Span[] {
    const spans: Span[] = []
    let at = 0
    for (const { text, stream } of this.#parts) {
      if (stream === 'err') spans.push([at, at + text.length])
      at += text.length
    }
    return spans
  }

  /** For whoever reads on from here. */
  get events(): readonly Text[] {
    return [...this.#parts]
  }

  #trim(): void {
    for (let [first] = this.#parts; first; [first] = this.#parts) {
      const over = this.#parts.length > MOST_PARTS ? first.text.length : Math.min(this.#length - KEPT, first.text.length)
      if (over <= 0) return
      this.#length -= over
      if (over === first.text.length) this.#parts.shift()
      else this.#parts[0] = { ...first, text: first.text.slice(over).toWellFormed() }
    }
  }
}

/** What was kept of an output, as it was told. */
export function eventsOf({ output, stderr }: Pick<Action, 'output' | 'stderr'>): readonly Text[] {
  const events: Text[] = []
  let at = 0
  const upTo = (end: number, stream?: 'err'): void => {
    if (end > at) events.push(part(output.slice(at, end), stream))
    at = Math.max(at, end)
  }
  for (const [from, to] of stderr) {
    upTo(from)
    upTo(to, 'err')
  }
  upTo(output.length)
  return events
}

function part(text: string, stream: Text['stream']): Text {
  return { kind: 'text', text, ...(stream && { stream }) }
}

/** Most rows of an answer that is given whole. */
const MOST_ROWS = 200_000

/** Gathers a whole answer. What a host tells is checked before anybody sees it: throws {@link WireError}. */
export class Answer<O extends OperationId> {
  readonly #operation: O
  readonly #rows: RowOf<O>[] = []

  constructor(operation: O) {
    this.#operation = operation
  }

  add(event: ActionEvent): void {
    if (event.kind !== 'rows') return
    for (const row of checkedRows(this.#operation, event.rows)) this.#rows.push(row as RowOf<O>)
    if (this.#rows.length > MOST_ROWS) throw new WireError('too many rows')
  }

  get rows(): readonly RowOf<O>[] {
    return this.#rows
  }
}

/** What a host tells of an operation, as the catalog has it; throws {@link WireError}. */
export function checkedRows(operation: OperationId, rows: readonly unknown[]): readonly object[] {
  const check = findOperation(operation)?.row
  if (!check) throw new WireError(`${operation} tells no rows`)
  return rows.map((row, i) => check(row, `rows[${i}]`))
}

/** Throws {@link WireError}. */
export function checkedResult<O extends OperationId>(operation: O, result: unknown): ResultOf<O> {
  return findOperation(operation)?.result(result, 'result') as ResultOf<O>
}
