import type { ActionEvent, OperationId, ResultOf, RowOf } from '@hyperion/wire/actions'
import { findOperation } from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'

/** Characters of output that an action keeps. */
const KEPT = 64 * 1024

/** The end of what an action printed, and how far it got. */
export class OutputTail {
  #text = ''

  add(event: ActionEvent): void {
    if (event.kind === 'text') this.#text = (this.#text + event.text).slice(-KEPT).toWellFormed().replaceAll('\0', '\u{FFFD}')
  }

  get text(): string {
    return this.#text
  }
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
