import type { ActionFailure, ActionState, Approval, Tier } from '@hyperion/domain/actions'
import type { Failure } from '../actions/index.ts'

type SnakeCase<S extends string> = S extends `${infer Head}${infer Tail}`
  ? Head extends Uppercase<Head>
    ? Head extends Lowercase<Head>
      ? `${Head}${SnakeCase<Tail>}`
      : `_${Lowercase<Head>}${SnakeCase<Tail>}`
    : `${Head}${SnakeCase<Tail>}`
  : S

/** Something of the catalog of operations as the API writes it: names of fields in snake case. */
export type Snake<T> = T extends readonly (infer Each)[]
  ? readonly Snake<Each>[]
  : T extends object
    ? { readonly [K in keyof T as K extends string ? SnakeCase<K> : K]: Snake<T[K]> }
    : T

/** What a host lets itself be asked: `GET /api/hosts/{id}/capabilities`. */
export interface CapabilitiesAnswer {
  /** Null while the host is away, or where it takes no orders. */
  readonly capabilities: {
    readonly tier: Tier
    /** The account that carries things out. */
    readonly user: string
    readonly privileged: boolean
    /** Folders that files may be reached in. */
    readonly roots: readonly string[]
    /** Parts that it has nothing for, and why. */
    readonly lacks: readonly { readonly area: string; readonly reason: string }[]
  } | null
  /** Which changes need a second person. */
  readonly approval: Approval
}

export interface ActionView {
  readonly id: string
  readonly host: number
  readonly operation: string
  readonly params: Readonly<Record<string, unknown>>
  readonly target: string
  readonly tier: Tier
  readonly reason: string
  readonly requested_by: { readonly id: number; readonly name: string }
  readonly address: string
  readonly incident: string | null
  readonly requested_at: number
  readonly state: ActionState
  readonly decided_by: { readonly id: number; readonly name: string } | null
  readonly decided_at: number | null
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly failure: ActionFailure | null
  readonly message: string
  readonly result: Readonly<Record<string, unknown>> | null
  readonly output: string
  /** The parts of it that came over stderr, in UTF-16 units: from, and up to without. */
  readonly stderr: readonly (readonly [number, number])[]
  /** Whether `POST /api/actions/{action}/undo` undoes it. */
  readonly undoable: boolean
  /** Of a terminal that was opened, in lists and by itself: whether what was seen on it is still kept. */
  readonly recorded?: boolean
}

export interface ActionAnswer {
  readonly action: ActionView
}

/** `GET /api/actions`: newest first. */
export interface ActionsAnswer {
  readonly count: number
  readonly actions: readonly ActionView[]
}

/** What a client says on `/ws/operations/`; `ref` is its own number for what it asked. */
export type OperationRequest =
  | {
      readonly type: 'start'
      readonly ref: number
      readonly host: number
      readonly operation: string
      readonly params: object
      /** For a change. */
      readonly reason?: string
      readonly incident?: string
    }
  | { readonly type: 'attach'; readonly ref: number; readonly action: string }
  /** Base64, at most 32 KiB before it. */
  | { readonly type: 'input'; readonly ref: number; readonly data: string }
  | { readonly type: 'end' | 'cancel'; readonly ref: number }
  | { readonly type: 'resize'; readonly ref: number; readonly columns: number; readonly rows: number }

/** What the hub says there. */
export type OperationMessage =
  | { readonly type: 'begun'; readonly ref: number; readonly action: ActionView | null }
  | { readonly type: 'rows'; readonly ref: number; readonly rows: readonly object[] }
  | { readonly type: 'text'; readonly ref: number; readonly text: string; readonly stream?: 'err' }
  | { readonly type: 'bytes'; readonly ref: number; readonly bytes: string }
  | { readonly type: 'progress'; readonly ref: number; readonly done: number; readonly total: number | null }
  | {
      readonly type: 'ended'
      readonly ref: number
      readonly state: 'succeeded' | 'failed' | 'cancelled' | 'refused'
      readonly result: object | null
      readonly error: Failure | null
    }
  /** It could not be asked for: as the HTTP routes would answer. */
  | {
      readonly type: 'error'
      readonly ref: number
      readonly error: { readonly code: string; readonly message: string; readonly details: object }
    }
