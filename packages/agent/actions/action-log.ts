import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Ended, Order } from '@hyperion/wire/actions'

/** What of an order is written down, without contents and secrets. */
export interface Logged extends Pick<Order, 'id' | 'operation' | 'by' | 'reason' | 'approvedBy'> {
  readonly target: string
}

/** Of the file before it is put aside; one such is kept. */
const MOST_BYTES = 8 * 1024 * 1024

/**
 * The host's own record of what was asked of it: one line of JSON for each thing that happens to an order, appended before it is
 * carried out, in a file that the hub cannot reach. From it the agent knows after a crash what it had begun, and what the hub has not
 * heard the end of.
 */
export class ActionLog {
  readonly #path: string
  readonly #unsettled: Map<string, Ended>

  constructor(path: string) {
    this.#path = path
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    this.#unsettled = unsettledIn(path)
    for (const [id, ended] of this.#unsettled) if (ended === INTERRUPTED) this.#append('ended', { id, ended })
  }

  /** Throws when it cannot be written: what is not recorded is not done. */
  begun(logged: Logged): void {
    this.#append('begun', logged)
  }

  /** Changes are remembered until the hub has heard of their end. */
  ended(id: string, ended: Ended, keep: boolean): void {
    if (keep) this.#unsettled.set(id, ended)
    this.#append('ended', { id, ended, ...(!keep && { settled: true }) })
  }

  refused(why: string, order: string): void {
    this.#append('refused', { why, order: order.slice(0, 2000) })
  }

  settled(id: string): void {
    if (this.#unsettled.delete(id)) this.#append('settled', { id })
  }

  /** What ended without the hub having heard of it. */
  unsettled(): ReadonlyMap<string, Ended> {
    return this.#unsettled
  }

  #append(what: string, about: object): void {
    if (existsSync(this.#path) && statSync(this.#path).size > MOST_BYTES) renameSync(this.#path, `${this.#path}.1`)
    appendFileSync(this.#path, `${JSON.stringify({ at: new Date().toISOString(), what, ...about })}\n`, { mode: 0o600, flush: true })
  }
}

const INTERRUPTED: Ended = {
  kind: 'ended',
  state: 'failed',
  result: null,
  error: { failure: 'failed', message: 'the agent was stopped while this was under way' },
}

interface Line {
  readonly what: string
  readonly id?: string
  readonly ended?: Ended
  readonly settled?: boolean
}

function unsettledIn(path: string): Map<string, Ended> {
  const open = new Map<string, Ended>()
  for (const text of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const line = lineOf(text)
    if (!line?.id) continue
    if (line.what === 'begun') open.set(line.id, INTERRUPTED)
    else if (line.what === 'ended' && line.ended && !line.settled) open.set(line.id, line.ended)
    else open.delete(line.id)
  }
  return open
}

/** Null for a line that a crash cut short. */
function lineOf(text: string): Line | null {
  try {
    return JSON.parse(text) as Line
  } catch {
    return null
  }
}
