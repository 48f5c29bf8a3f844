import type { Clock } from '@hyperion/ports/clock'
import type { RowOf } from '@hyperion/wire/actions'
import { until } from './targets.ts'

export type Reply = RowOf<'network.ping'>
export type Try = Pick<Reply, 'from' | 'ms' | 'ttl' | 'problem'>

export interface Tries {
  readonly count: number
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly tell: (reply: Reply) => Promise<void>
  readonly once: () => Promise<Try>
}

/** Between the beginnings of two. */
const PACE_MS = 500

export interface Tally {
  readonly sent: number
  readonly received: number
  readonly minMs: number | null
  readonly averageMs: number | null
  readonly maxMs: number | null
}

/** Tries one after the other, tells each as soon as it is over, and answers what came of all. */
export async function tried({ count, clock, signal, tell, once }: Tries): Promise<Tally> {
  const times: number[] = []
  for (let sequence = 1; sequence <= count; sequence++) {
    const at = clock.now()
    const begun = performance.now()
    const outcome = await once()
    if (outcome.ms !== null) times.push(outcome.ms)
    await tell({ sequence, at, ...outcome })
    const rest = PACE_MS - (performance.now() - begun)
    if (sequence < count && rest > 0) await until(new Promise<void>((resolve) => clock.after(rest, resolve)), signal)
  }
  const sum = times.reduce((total, each) => total + each, 0)
  return {
    sent: count,
    received: times.length,
    minMs: times.length === 0 ? null : Math.min(...times),
    averageMs: times.length === 0 ? null : sum / times.length,
    maxMs: times.length === 0 ? null : Math.max(...times),
  }
}
