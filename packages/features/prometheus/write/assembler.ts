import type { Clock } from '@hyperion/ports/clock'
import { Snapshot } from '../snapshot.ts'
import type { KeyedSample } from './keyed-samples.ts'

/** What one instant of a host is made of, once it is whole. */
export interface Assembled {
  readonly now: Snapshot
  /** What figures per interval count from; null for the first, and for one that came out of its turn. */
  readonly before: Snapshot | null
  /** It came out of its turn. */
  readonly late: boolean
  /** Requests that are not needed any more, one for each instant, once this is stored. */
  readonly spent: readonly number[]
}

interface Instant {
  readonly at: number
  readonly samples: Map<string, KeyedSample>
  readonly entries: Set<number>
  /** When its last sample came. */
  heardAt: number
}

/** Nothing says how many series a host's first instant has: it is whole when nothing more comes for longer than Prometheus waits. */
const FIRST_MS = 10_000
/** Of one that lacks series of the instant before: another shard may still be trying. */
const INCOMPLETE_MS = 30_000
/** A longer pause makes no baseline: percentages of hours would pass for those of a moment. */
const LONGEST_GAP_MS = 15 * 60_000
/** Instants that wait at once: older ones go on as they are. */
const WAITING = 512

/**
 * Puts the samples of one host together by instant. A scrape may come split over requests, out of order, late and more than
 * once: an instant is whole when every series of the one before has come, marked as ended or not, and goes on in its turn.
 */
export class Assembler {
  readonly #clock: Clock
  readonly #waiting = new Map<number, Instant>()
  #last: { readonly at: number; readonly snapshot: Snapshot; readonly entries: readonly number[] } | null = null
  #expected = new Set<string>()
  #intervalMs: number | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** From one instant to the next, as far as is known. */
  get intervalMs(): number | null {
    return this.#intervalMs
  }

  /** Samples of instants that are not whole. */
  get waiting(): number {
    let samples = 0
    for (const instant of this.#waiting.values()) samples += instant.samples.size
    return samples
  }

  add(at: number, samples: readonly KeyedSample[], entry: number): void {
    let instant = this.#waiting.get(at)
    if (!instant) {
      instant = { at, samples: new Map(), entries: new Set(), heardAt: 0 }
      this.#waiting.set(at, instant)
    }
    for (const sample of samples) instant.samples.set(sample.key, sample)
    instant.entries.add(entry)
    instant.heardAt = this.#clock.now()
    // What comes too late for its instant is waited for from then on.
    if (at === this.#last?.at) for (const { key, value } of samples) if (!Number.isNaN(value)) this.#expected.add(key)
  }

  /** Takes what is whole by now, in order. */
  take(): readonly Assembled[] {
    const taken: Assembled[] = []
    const inOrder = [...this.#waiting.values()].sort((a, b) => a.at - b.at)
    let excess = inOrder.length - WAITING
    for (const instant of inOrder) {
      const late = this.#last !== null && instant.at <= this.#last.at
      if (!this.#isWhole(instant, late) && excess <= 0) {
        if (late) continue
        break
      }
      excess--
      this.#waiting.delete(instant.at)
      taken.push(late ? { now: snapshotOf(instant), before: null, late, spent: [...instant.entries] } : this.#next(instant))
    }
    return taken
  }

  /** Lets go of a baseline that is too old to be one; the answer is the requests that it needed. */
  forgetOld(now: number): readonly number[] {
    if (!this.#last || now - this.#last.at <= LONGEST_GAP_MS) return []
    const { entries } = this.#last
    this.#last = { ...this.#last, entries: [] }
    return entries
  }

  #isWhole({ samples, heardAt }: Instant, late: boolean): boolean {
    const quiet = this.#clock.now() - heardAt
    if (late || this.#expected.size === 0) return quiet >= FIRST_MS
    return quiet >= INCOMPLETE_MS || [...this.#expected].every((key) => samples.has(key))
  }

  #next(instant: Instant): Assembled {
    const now = snapshotOf(instant)
    const step = this.#last ? instant.at - this.#last.at : Number.POSITIVE_INFINITY
    const before = step <= LONGEST_GAP_MS ? (this.#last?.snapshot ?? null) : null
    if (before) this.#intervalMs = step
    const spent = this.#last?.entries ?? []
    this.#last = { at: instant.at, snapshot: now, entries: [...instant.entries] }
    this.#expected = new Set([...instant.samples.values()].filter(({ value }) => !Number.isNaN(value)).map(({ key }) => key))
    return { now, before, late: false, spent }
  }
}

function snapshotOf({ at, samples }: Instant): Snapshot {
  return new Snapshot(at, samples.values())
}
