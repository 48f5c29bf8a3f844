import type { ActionFailure } from './failures.ts'
import type { ActionState } from './states.ts'
import type { Tier } from './tiers.ts'

/** A person, at the time. */
export interface Actor {
  readonly id: number
  readonly name: string
}

/** A change of a host that somebody asked for, and what became of it. */
export interface Action {
  /** UUID. */
  readonly id: string
  readonly host: number
  /** Of the catalog of operations, `process.signal` say. */
  readonly operation: string
  /** Without contents and secrets. */
  readonly params: Readonly<Record<string, unknown>>
  /** What it is done to, for people. */
  readonly target: string
  readonly tier: Tier
  readonly reason: string
  readonly requestedBy: Actor
  /** From where. */
  readonly address: string
  /** The incident it was done for; null for none. */
  readonly incident: string | null
  /** Epoch ms. */
  readonly requestedAt: number
  readonly state: ActionState
  /** Who let it go or refused it; null where nobody had to. */
  readonly decidedBy: Actor | null
  readonly decidedAt: number | null
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly failure: ActionFailure | null
  /** For people; empty unless it failed. */
  readonly message: string
  /** What the host answered; null unless it succeeded. */
  readonly result: Readonly<Record<string, unknown>> | null
  /** The end of what it printed. */
  readonly output: string
  /** The parts of it that were printed as errors, in order. */
  readonly stderr: readonly Span[]
  /** What undoes it; null where nothing does. */
  readonly undo: Undo | null
}

/** Part of a text, in UTF-16 units: from, and up to without. */
export type Span = readonly [number, number]

export interface Undo {
  readonly operation: string
  readonly params: Readonly<Record<string, unknown>>
}
