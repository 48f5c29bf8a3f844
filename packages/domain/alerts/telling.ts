import type { AlertEventKind } from './event.ts'

/** What becomes of an event: channels are told now, once a silence is over, or not at all. */
export type Telling = 'now' | 'held' | 'never'

/** What a silence keeps back of an alert: the most that there is to tell when it is over. */
export type HeldEvent = Exclude<AlertEventKind, 'reminded'>

export interface Told {
  /** As what channels are told; null for not now. */
  readonly kind: AlertEventKind | null
  readonly held: HeldEvent | null
}

/**
 * How to tell an event of an alert of which `held` has not been told yet. Whoever has not heard of its beginning does not
 * hear of its end; whoever has, does, if only after the silence.
 */
export function tell(kind: AlertEventKind, telling: Telling, held: HeldEvent | null): Told {
  if (kind === 'reminded') return { kind: telling === 'now' && !held ? kind : null, held }
  if (telling === 'never') return { kind: null, held: null }
  if (kind === 'resolved' && held === 'fired') return { kind: null, held: null }
  if (telling === 'held') return { kind: null, held: held === 'fired' ? held : kind }
  return { kind: held === 'fired' ? held : kind, held: null }
}
