import { randomBytes } from 'node:crypto'
import { ActionError, type ActionFailure, type Tier, tierAllows } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import {
  ACTION_LIMITS,
  type ActionFromAgent,
  type ActionFromHub,
  type Ended,
  findOperation,
  type Operation,
  type OperationId,
  type Order,
  parseControl,
  parseOrder,
  signedText,
} from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'
import { isSignedBy } from '../remote/identity.ts'
import type { ActionLog } from './action-log.ts'
import { ActionRun } from './action-run.ts'
import { endedBy } from './ended-by.ts'
import type { Implementation, Implementations } from './implementation.ts'

export interface ActionServerOptions {
  /** Public keys, 32 bytes, base64url: of this agent, and of the one hub that it takes orders from. */
  readonly agentKey: string
  readonly hubKey: string
  /** Set on this host; nothing that the hub says changes it. */
  readonly tier: Tier
  readonly implementations: Implementations
  readonly record: ActionLog
  readonly send: (message: ActionFromAgent) => void
  /** Milliseconds of a clock that never steps. */
  readonly monotonic: () => number
  readonly clock: Clock
}

/** Takes orders of the hub, refuses what this host does not allow, carries out the rest and tells what comes of it. */
export class ActionServer {
  readonly #options: ActionServerOptions
  /** Until when each is good. */
  readonly #tickets = new Map<string, number>()
  readonly #runs = new Map<string, ActionRun>()
  #connected = false

  constructor(options: ActionServerOptions) {
    this.#options = options
  }

  get running(): number {
    return this.#runs.size
  }

  receive(message: ActionFromHub): void {
    if (message.type === 'ticket') this.#tell({ type: 'ticket', ask: message.ask, ticket: this.#newTicket() })
    else if (message.type === 'order') this.#onOrder(message.order, message.signature)
    else this.#onControl(message.control, message.signature)
  }

  /** Tells what ended while the hub was away. */
  connected(): void {
    this.#connected = true
    for (const [id, event] of this.#options.record.unsettled()) this.#tell({ type: 'event', id, event })
  }

  /** Changes go on: the hub hears of their end when it is back. Whatever only somebody reads, or feeds, ends. */
  disconnected(): void {
    this.#connected = false
    this.#tickets.clear()
    for (const run of this.#runs.values()) run.readerGone()
  }

  stop(): void {
    for (const run of this.#runs.values()) run.abort(new ActionError('failed', 'the agent was stopped'))
  }

  #newTicket(): string | null {
    const now = this.#options.monotonic()
    for (const [ticket, until] of this.#tickets) if (until < now) this.#tickets.delete(ticket)
    if (this.#tickets.size >= ACTION_LIMITS.tickets) return null
    const ticket = randomBytes(32).toString('base64url')
    this.#tickets.set(ticket, now + ACTION_LIMITS.ticketMs)
    return ticket
  }

  #onOrder(text: string, signature: string): void {
    let order: Order | null = null
    try {
      if (!isSignedBy(this.#options.hubKey, signedText('order', text), signature)) throw refusal('order', 'the signature is not the hub’s')
      order = parseOrder(text)
      this.#checkFresh(order)
      this.#begin(order)
    } catch (error) {
      const { failure, message } = asActionError(error)
      this.#note(() => this.#options.record.refused(message, text))
      // Of a forged order nothing is believed, not even its number.
      if (order) this.#tell({ type: 'event', id: order.id, event: endedBy('refused', failure, message) })
    }
  }

  #checkFresh({ agent, ticket, id }: Order): void {
    if (agent !== this.#options.agentKey) throw refusal('order', 'the order is for another host')
    const until = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    if (until === undefined || until < this.#options.monotonic()) throw refusal('order', 'the order comes too late, or a second time')
    if (this.#runs.has(id) || this.#options.record.unsettled().has(id)) throw refusal('order', 'this order was carried out before')
  }

  #begin(order: Order): void {
    const { implementations, tier, record } = this.#options
    const row = findOperation(order.operation)
    const implementation = implementations[order.operation as OperationId] as Implementation<OperationId> | undefined
    if (!row || !implementation) throw refusal('unsupported', `this agent cannot do ${order.operation.slice(0, 64)}: update it`)
    if (!tierAllows(tier, row.tier)) throw refusal('tier', `this host is set to ${tier}, and this takes ${row.tier}`)
    if (this.#runs.size >= ACTION_LIMITS.running) throw refusal('busy', 'too much is under way on this host')
    const params = row.params(order.params, 'params') as never
    const logged = row.change || row.tier !== 'observe'
    const { id, operation, by, reason, approvedBy } = order
    if (logged) record.begun({ id, operation, by, reason, approvedBy, target: row.target(params) })
    const run = new ActionRun({
      id,
      by: by.user,
      row,
      send: (event) => this.#tell({ type: 'event', id, event }),
      onEnd: (ended) => this.#onEnd(id, ended, row, logged),
      clock: this.#options.clock,
    })
    this.#runs.set(id, run)
    run.start(() => implementation(params, run as never))
  }

  #onEnd(id: string, ended: Ended, row: Operation<never>, logged: boolean): void {
    this.#runs.delete(id)
    if (logged) this.#note(() => this.#options.record.ended(id, ended, row.change))
    this.#tell({ type: 'event', id, event: ended })
  }

  #onControl(text: string, signature: string): void {
    if (!isSignedBy(this.#options.hubKey, signedText('control', text), signature)) return
    try {
      const control = parseControl(text)
      if (control.agent !== this.#options.agentKey) return
      if (control.kind === 'settled') this.#note(() => this.#options.record.settled(control.id))
      else this.#runs.get(control.id)?.control(control)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
    }
  }

  /** The order was begun, or refused, whatever becomes of the line. */
  #note(write: () => void): void {
    try {
      write()
    } catch {
      // A full disk: begun ones have their line, and the end is told to the hub.
    }
  }

  #tell(message: ActionFromAgent): void {
    if (this.#connected) this.#options.send(message)
  }
}

function refusal(failure: ActionFailure, message: string): ActionError {
  return new ActionError(failure, message)
}

function asActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  if (error instanceof WireError) return refusal('invalid', error.message)
  return refusal('busy', `it cannot be written down: ${error instanceof Error ? error.message : String(error)}`)
}
