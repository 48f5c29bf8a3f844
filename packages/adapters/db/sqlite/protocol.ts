/** What a bound parameter may be once booleans are numbers. */
export type SqlValue = string | number | bigint | Uint8Array | null

export interface OpenOptions {
  readonly file: string
  /** `immutable` reads a file on a medium that takes no side files either. */
  readonly mode: 'write' | 'read' | 'immutable'
}

export interface QueryRequest {
  readonly id: number
  readonly sql: string
  readonly params: readonly SqlValue[]
}

export type Request = QueryRequest | 'close'

export interface QueryReply {
  readonly id: number
  readonly rows: readonly unknown[]
  readonly changes: number
}

export interface FailureReply {
  readonly id: number
  readonly error: { readonly code: string; readonly message: string }
}

/** The first reply, with id 0, tells how opening went. */
export type Reply = QueryReply | FailureReply
