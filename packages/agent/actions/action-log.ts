import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Ended, Order } from '@hyperion/wire/actions'
import { Allowance } from './allowance.ts'

/** What of an order is written down, without contents and secrets. */
export interface Logged extends Pick<Order, 'id' | 'operation' | 'by' | 'reason' | 'approvedBy'> {
  readonly target: string
}

/** Of the file before it is put aside; one such is kept. */
const MOST_BYTES = 8 * 1024 * 1024
/** Refused orders that are written down at once, and a minute: whoever has the hub must not wash away what it did. */
const REFUSALS = { burst: 200, perMinute: 10 } as const
/** Characters that are kept of a refused order. */
const MOST_OF_REFUSED = 1000

/**
 * The host's own record of what was asked of it: one line of JSON for each thing that happens to an order, appended before it is
 * carried out, in a file that the hub cannot reach. From it the agent knows after a crash what it had begun, and what the hub has not
 * heard the end of.
 */
export class ActionLog {
  readonly #path: string
  readonly #refusals: Allowance
  /** Changes whose end the hub has not heard of; {@link GOING} while they go on. */
  readonly #open: Map<string, Ended>
  #unwritten = 0

  /** `monotonic` in milliseconds. A record that cannot be read is begun anew: an agent without it still watches its host. */
  constructor(path: string, monotonic: () => number) {
    this.#path = path
    this.#refusals = new Allowance(REFUSALS.burst, REFUSALS.perMinute, monotonic)
    this.#open = openIn(path)
    for (const [id, ended] of this.#open) {
      if (ended !== GOING) continue
      this.#open.set(id, INTERRUPTED)
      try {
        this.#append('ended', { id, ended: INTERRUPTED })
      } catch {
        // Known as interrupted at the next start too.
      }
    }
  }

  /** Throws when it cannot be written: what is not recorded is not done. */
  begun(logged: Logged): void {
    this.#append('begun', logged)
    this.#open.set(logged.id, GOING)
  }

  /** Changes are remembered until the hub has heard of their end. */
  ended(id: string, ended: Ended, keep: boolean): void {
    if (keep) this.#open.set(id, ended)
    else this.#open.delete(id)
    this.#append('ended', { id, ended, ...(!keep && { settled: true }) })
  }

  refused(why: string, order: string): void {
    if (!this.#refusals.take()) {
      this.#unwritten++
      return
    }
    const more = this.#unwritten
    this.#unwritten = 0
    this.#append('refused', { why, order: order.slice(0, MOST_OF_REFUSED), ...(more > 0 && { unwrittenBefore: more }) })
  }

  settled(id: string): void {
    if (this.#open.get(id) === GOING) return
    if (this.#open.delete(id)) this.#append('settled', { id })
  }

  /** What ended without the hub having heard of it. */
  unsettled(): ReadonlyMap<string, Ended> {
    return new Map([...this.#open].filter(([, ended]) => ended !== GOING))
  }

  #append(what: string, about: object): void {
    if (existsSync(this.#path) && statSync(this.#path).size > MOST_BYTES) {
      renameSync(this.#path, `${this.#path}.1`)
      // What is open is known from this file alone.
      for (const [id, ended] of this.#open) this.#write(ended === GOING ? 'begun' : 'ended', ended === GOING ? { id } : { id, ended })
    }
    this.#write(what, about)
  }

  #write(what: string, about: object): void {
    const line = `${JSON.stringify({ at: new Date().toISOString(), what, ...about })}\n`
    appendFileSync(this.#path, line, { mode: 0o600, flush: true })
  }
}

const INTERRUPTED: Ended = {
  kind: 'ended',
  state: 'failed',
  result: null,
  error: { failure: 'failed', message: 'the agent was stopped while this was under way: what it had begun may have gone on' },
}
/** Stands for the end of what goes on. */
const GOING: Ended = { ...INTERRUPTED }

interface Line {
  readonly what: string
  readonly id?: string
  readonly ended?: Ended
  readonly settled?: boolean
}

function openIn(path: string): Map<string, Ended> {
  const open = new Map<string, Ended>()
  for (const text of linesOf(path)) {
    const line = lineOf(text)
    if (!line?.id) continue
    if (line.what === 'begun') open.set(line.id, GOING)
    else if (line.what === 'ended' && line.ended && !line.settled) open.set(line.id, line.ended)
    else open.delete(line.id)
  }
  return open
}

function linesOf(path: string): string[] {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  } catch {
    return []
  }
}

/** Null for a line that a crash cut short. */
function lineOf(text: string): Line | null {
  try {
    return JSON.parse(text) as Line | null
  } catch {
    return null
  }
}
