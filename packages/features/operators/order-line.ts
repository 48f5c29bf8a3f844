import type { ActionFailure } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import {
  ACTION_LIMITS,
  type ActionEvent,
  type ActionFromAgent,
  type ActionFromHub,
  type Capabilities,
  type Control,
  type ControlBody,
  type Ended,
  type Order,
  outputBytesOf,
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
  readonly log?: (message: string) => void
}

interface Open {
  readonly sink: EventSink
  seq: number
  /** What the sink has not taken yet, and how many bytes that is. */
  handing: Promise<void>
  unread: number
  /** What is to follow the order, which waits for its ticket; null once it is given. */
  waiting: ControlBody[] | null
  over: boolean
}

/** The hub's end of a connection over which a host takes orders: asks for tickets, signs, and hands on what comes back. */
export class OrderLine implements Operator {
  readonly #options: OrderLineOptions
  readonly #open = new Map<string, Open>()
  readonly #waiting = new Map<number, (ticket: Ticket) => void>()
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
    const open: Open = { sink, seq: 0, handing: Promise.resolve(), unread: 0, waiting: [], over: false }
    this.#open.set(request.id, open)
    void this.#give(request)
    return { control: (body) => this.#control(request.id, open, body) }
  }

  receive(message: ActionFromAgent): void {
    if (message.type === 'capabilities') this.#capabilities = message.capabilities
    else if (message.type === 'ticket') this.#onTicket(message.ask, message.ticket ?? 'none left')
    else this.#onEvent(message.id, message.event)
  }

  /** The connection is gone: what went on is not seen any longer. */
  close(): void {
    this.#closed = true
    for (const resolve of this.#waiting.values()) resolve('no answer')
    this.#waiting.clear()
    for (const id of [...this.#open.keys()]) this.#endOf(id, failed('away', 'the host went away before it told the end'))
  }

  async #give({ id, operation, params, by, reason, approvedBy }: OrderRequest): Promise<void> {
    const ticket = await this.#ticket()
    const open = this.#open.get(id)
    if (!open || open.over) return
    if (this.#closed) return this.#endOf(id, failed('away', 'the host is not connected'))
    if (ticket === 'no answer') return this.#endOf(id, failed('timeout', 'the host does not answer'))
    if (ticket === 'none left') return this.#endOf(id, failed('busy', 'too much is asked of this host at once'))
    const order: Order = { agent: this.#options.agentKey, ticket, id, operation, params: params as Order['params'], by, reason, approvedBy }
    const text = JSON.stringify(order)
    // The host would end the connection, and with it all that goes on.
    if (text.length > ACTION_LIMITS.orderChars) return this.#endOf(id, failed('too_large', 'too much was given along with it'))
    this.#options.send({ type: 'order', order: text, signature: this.#options.sign(signedText('order', text)) })
    const following = open.waiting ?? []
    open.waiting = null
    for (const body of following) this.#control(id, open, body)
  }

  #ticket(): Promise<Ticket> {
    const ask = ++this.#asks
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(TICKET_MS, () => this.#onTicket(ask, 'no answer'))
      this.#waiting.set(ask, (ticket) => {
        cancel()
        resolve(ticket)
      })
      this.#options.send({ type: 'ticket', ask })
    })
  }

  #onTicket(ask: number, ticket: Ticket): void {
    this.#waiting.get(ask)?.(ticket)
    this.#waiting.delete(ask)
  }

  #onEvent(id: string, event: ActionEvent): void {
    const open = this.#open.get(id)
    if (!open) {
      if (event.kind === 'ended') void this.#takeIn(id, event)
      return
    }
    if (event.kind === 'ended') this.#endOf(id, event)
    else this.#hand(id, open, event)
  }

  /** What is not kept is not settled: the host tells it again when it is back. */
  async #takeIn(id: string, ended: Ended): Promise<void> {
    try {
      await this.#options.onLateEnd(id, ended)
      this.#send({ id, seq: 1, kind: 'settled' })
    } catch (error) {
      this.#options.log?.(`actions: the late end of ${id} is not kept: ${error instanceof Error ? error.message : error}`)
    }
  }

  #hand(id: string, open: Open, event: ActionEvent): void {
    const bytes = outputBytesOf(event)
    open.unread += bytes + EVENT_BYTES
    if (open.unread > MOST_UNREAD) {
      this.#control(id, open, { kind: 'cancel' })
      this.#endOf(id, failed('too_large', 'the host tells more than it is asked for'))
      return
    }
    open.handing = open.handing.then(async () => {
      await handed(open.sink, event)
      open.unread -= bytes + EVENT_BYTES
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
    if (open.waiting && !open.over) {
      if (body.kind === 'cancel') this.#endOf(id, CANCELLED)
      else open.waiting.push(body)
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

/** A host that is busy still answers this within a moment. */
const TICKET_MS = 8_000
/** What is kept for a reader who lags; an honest host stops at the window. Each event counts as something, so that empty ones end too. */
const MOST_UNREAD = 8 * ACTION_LIMITS.windowBytes
const EVENT_BYTES = 64

/** A ticket, or why there is none. */
type Ticket = string | 'none left' | 'no answer'

const CANCELLED: Ended = { kind: 'ended', state: 'cancelled', result: null, error: { failure: 'cancelled', message: 'it was cancelled' } }

/** Whoever listens must not end the line for the others. */
async function handed(sink: EventSink, event: ActionEvent): Promise<void> {
  try {
    await sink(event)
  } catch {
    // It is told what it asked for; what it makes of that is its own affair.
  }
}

export function failed(failure: ActionFailure, message: string): Ended {
  return { kind: 'ended', state: 'failed', result: null, error: { failure, message } }
}
