import type { OperationId, ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'

/** One order that is being carried out, as its implementation sees it. */
export interface Run<O extends OperationId = OperationId> {
  /** Unique; the name of whatever has to be kept of it. */
  readonly id: string
  /** Who asked for it, for logs. */
  readonly by: string
  /** Aborted when it is cancelled, takes too long, or nobody is there any more to read what comes of it. */
  readonly signal: AbortSignal
  /** Tells a part of a long answer; waits while its reader lags behind. */
  rows(rows: readonly RowOf<O>[]): Promise<void>
  /** Tells what something printed, in parts of any length; waits like {@link rows}. `stream`: that of errors; left out for the usual one. */
  text(text: string, stream?: 'err'): Promise<void>
  /** Tells bytes, in parts of any length; waits like {@link rows}. */
  bytes(bytes: Uint8Array): Promise<void>
  progress(done: number, total: number | null): void
  /** Once it is told to end it puts back what it did, and takes longer for that: each progress is a sign that it still does. */
  putsBack(): void
  /** What is sent in, until its end. Read once. */
  readonly input: AsyncIterable<Uint8Array>
  /** Tells each new size of a terminal. */
  onResize(listener: (columns: number, rows: number) => void): void
}

/** Carries an operation out. Rejects with `ActionError`; anything else counts as failed. */
export type Implementation<O extends OperationId> = (params: ParamsOf<O>, run: Run<O>) => Promise<ResultOf<O>>

export type Implementations<O extends OperationId = OperationId> = { readonly [K in O]: Implementation<K> }

/** Those of one area: `AreaImplementations<'process'>`. */
export type AreaImplementations<A extends string> = Implementations<Extract<OperationId, `${A}.${string}`>>
