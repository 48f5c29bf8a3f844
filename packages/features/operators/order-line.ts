import type { ActionFailure } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import {
  type ActionEvent,
  type ActionFromAgent,
  type ActionFromHub,
  type Capabilities,
  type Control,
  type ControlBody,
  type Ended,
  type Order,
  signedText,
} from '@hyperion/wire/actions'
import type { EventSink, Operator, OrderRequest, RunningOrder } from './operator.ts'

export interface OrderLineOptions {
  /** Public key of the agent at the other end. */
  readonly agentKey: string
  /** The hub's; answers base64url. */
  readonly sign: (bytes: Uint8Array) => string
  readonly send: (message: ActionFromHub) => void
  readonly clock: Clock
  /** Of an order that this line did not give: what ended while the hub was away. Settles when it is kept. */
  readonly onLateEnd: (id: string, ended: Ended) => Promise<void>
}

interface Open {
  readonly sink: EventSink
  seq: number
  /** What is to be told once the order is given; null when it is. */
  early: ControlBody[] | null
  /** What the sink has not taken yet. */
  handing: Promise<void>
  over: boolean
}

/** The hub's end of a connection over which a host takes orders: asks for tickets, signs, and hands on what comes back. */
export class OrderLine implements Operator {
  readonly #options: OrderLineOptions
  readonly #open = new Map<string, Open>()
  readonly #waiting = new Map<number, (ticket: string | null) => void>()
  #capabilities: Capabilities
  #asks = 0
  #closed = false

  constructor(capabilities: Capabilities, options: OrderLineOptions) {
    this.#capabilities = capabilities
    this.#options = options
  }

  get capabilities(): Capabilities {
    return this.#capabilities
  }

  start(request: OrderRequest, sink: EventSink): RunningOrder {
    const open: Open = { sink, seq: 0, early: [], handing: Promise.resolve(), over: false }
    this.#open.set(request.id, open)
    void this.#give(request)
    return { control: (body) => this.#control(request.id, open, body) }
  }

  receive(message: ActionFromAgent): void {
    if (message.type === 'capabilities') this.#capabilities = message.capabilities
    else if (message.type === 'ticket') this.#onTicket(message.ask, message.ticket)
    else this.#onEvent(message.id, message.event)
  }

  /** The connection is gone: what went on is not seen any longer. */
  close(): void {
    this.#closed = true
    for (const resolve of this.#waiting.values()) resolve(null)
    this.#waiting.clear()
    for (const id of [...this.#open.keys()]) this.#endOf(id, failed('away', 'the host went away before it told the end'))
  }

  async #give({ id, operation, params, by, reason, approvedBy }: OrderRequest): Promise<void> {
    const ticket = await this.#ticket()
    const open = this.#open.get(id)
    if (!open || open.over) return
    if (this.#closed) return this.#endOf(id, failed('away', 'the host is not connected'))
    if (ticket === null) return this.#endOf(id, failed('timeout', 'the host does not answer'))
    const order: Order = { agent: this.#options.agentKey, ticket, id, operation, params: params as Order['params'], by, reason, approvedBy }
    const text = JSON.stringify(order)
    this.#options.send({ type: 'order', order: text, signature: this.#options.sign(signedText('order', text)) })
    const { early } = open
    open.early = null
    for (const body of early ?? []) this.#control(id, open, body)
  }

  #ticket(): Promise<string | null> {
    const ask = ++this.#asks
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(TICKET_MS, () => this.#onTicket(ask, null))
      this.#waiting.set(ask, (ticket) => {
        cancel()
        resolve(ticket)
      })
      this.#options.send({ type: 'ticket', ask })
    })
  }

  #onTicket(ask: number, ticket: string | null): void {
    this.#waiting.get(ask)?.(ticket)
    this.#waiting.delete(ask)
  }

  #onEvent(id: string, event: ActionEvent): void {
    const open = this.#open.get(id)
    if (!open) {
      if (event.kind === 'ended') void this.#options.onLateEnd(id, event).then(() => this.#send({ id, seq: 1, kind: 'settled' }))
      return
    }
    if (event.kind === 'ended') this.#endOf(id, event)
    else this.#hand(id, open, event)
  }

  #hand(id: string, open: Open, event: ActionEvent): void {
    open.handing = open.handing.then(async () => {
      await handed(open.sink, event)
      const bytes = sizeOf(event)
      if (bytes > 0 && !open.over) this.#control(id, open, { kind: 'more', bytes })
    })
  }

  #endOf(id: string, ended: Ended): void {
    const open = this.#open.get(id)
    if (!open) return
    this.#open.delete(id)
    open.over = true
    open.handing = open.handing.then(() => handed(open.sink, ended))
  }

  #control(id: string, open: Open, body: ControlBody): void {
    if (open.over && body.kind !== 'settled') return
    if (open.early && !open.over) {
      if (body.kind === 'cancel') this.#endOf(id, CANCELLED_BEFORE)
      else if (open.early.length < MOST_EARLY) open.early.push(body)
      return
    }
    this.#send({ id, seq: ++open.seq, ...body })
  }

  #send(control: Omit<Control, 'agent'>): void {
    if (this.#closed) return
    const text = JSON.stringify({ agent: this.#options.agentKey, ...control })
    this.#options.send({ type: 'control', control: text, signature: this.#options.sign(signedText('control', text)) })
  }
}

/** Parts of input and sizes that wait for their order. */
const MOST_EARLY = 64

const CANCELLED_BEFORE: Ended = {
  kind: 'ended',
  state: 'cancelled',
  result: null,
  error: { failure: 'cancelled', message: 'it was cancelled before it began' },
}

/** A host that is busy still answers this within a moment. */
const TICKET_MS = 8_000

/** Whoever listens must not end the line for the others. */
async function handed(sink: EventSink, event: ActionEvent): Promise<void> {
  try {
    await sink(event)
  } catch {
    // It is told what it asked for; what it makes of that is its own affair.
  }
}

/** As the host counts it. */
function sizeOf(event: ActionEvent): number {
  if (event.kind === 'text') return event.text.length
  if (event.kind === 'bytes') return Math.floor((event.bytes.length * 3) / 4)
  return event.kind === 'rows' ? JSON.stringify(event.rows).length : 0
}

export function failed(failure: ActionFailure, message: string): Ended {
  return { kind: 'ended', state: 'failed', result: null, error: { failure, message } }
}
