import { DomainError } from '@hyperion/domain/errors'
import { type Actions, type Asker, checkedRows, type EventSink, type OpenRun } from '@hyperion/features/actions'
import { type Clock, every } from '@hyperion/ports/clock'
import { type ActionEvent, type ControlBody, findOperation, type OperationId } from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'
import type { OperationMessage, OperationRequest } from '@hyperion/wire/web'
import type { WebSocket } from 'ws'
import { camelKeys, snakeKeys } from '../case.ts'
import { hyperionDialect } from '../errors.ts'
import { actionView } from '../operating.ts'
import { parseOperationRequest } from './operation-requests.ts'

const OPERATION_LIMITS = {
  /** Largest message that a client may send: a part of input in base64, and what stands around it. */
  messageBytes: 64 * 1024,
  /** Messages that a client may send in ten seconds. */
  inbound: 2_000,
  inboundWindowMs: 10_000,
  /** What one socket may have under way. */
  runs: 16,
  /** Messages for one of them that may come before it has begun. */
  early: 80,
  socketsPerUser: 16,
  /** Bytes that wait for a slow reader before nothing more is asked of the host. */
  backlogBytes: 1024 * 1024,
  backlogLookMs: 20,
  sessionCheckMs: 1_000,
  pingMs: 30_000,
  closeMs: 1_000,
} as const

const CLOSE = { stopping: 1001, policy: 1008, tooLarge: 1009 } as const

interface Client {
  readonly socket: WebSocket
  readonly asker: Asker
  readonly stillValid: () => Promise<boolean>
  /** By the client's own numbers; while it is being asked for, what is to be sent after it. */
  readonly runs: Map<number, OpenRun | ControlBody[]>
  alive: boolean
  inbound: number
  windowStart: number
}

/** The sockets over which hosts are operated: everything that takes a while, prints, or takes input. */
export class OperationSockets {
  readonly #actions: Actions
  readonly #clock: Clock
  readonly #clients = new Set<Client>()
  readonly #timers: readonly (() => void)[]

  constructor(actions: Actions, clock: Clock) {
    this.#actions = actions
    this.#clock = clock
    this.#timers = [
      every(clock, OPERATION_LIMITS.sessionCheckMs, () => void this.#checkSessions()),
      every(clock, OPERATION_LIMITS.pingMs, () => this.#pingAll()),
    ]
  }

  add(socket: WebSocket, asker: Asker, stillValid: () => Promise<boolean>): void {
    const { id } = asker.principal.user
    const others = [...this.#clients].filter((each) => each.asker.principal.user.id === id).length
    if (others >= OPERATION_LIMITS.socketsPerUser) {
      this.#close(socket, CLOSE.policy, 'too many connections')
      return
    }
    const client: Client = { socket, asker, stillValid, runs: new Map(), alive: true, inbound: 0, windowStart: this.#clock.now() }
    this.#clients.add(client)
    socket.on('close', () => this.#forget(client))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data: Buffer) => this.#onMessage(client, data))
    socket.on('pong', () => {
      client.alive = true
    })
  }

  /** Says goodbye to everyone, and ends whoever does not answer in time. */
  async close(): Promise<void> {
    for (const stop of this.#timers) stop()
    const closed = [...this.#clients].map((client) => {
      const gone = new Promise<void>((resolve) => client.socket.once('close', () => resolve()))
      this.#drop(client, CLOSE.stopping, 'hub stopping')
      return gone
    })
    await Promise.all(closed)
  }

  #onMessage(client: Client, data: Buffer): void {
    if (!this.#clients.has(client)) return
    if (data.length > OPERATION_LIMITS.messageBytes) this.#drop(client, CLOSE.tooLarge, 'message too large')
    else if (this.#countInbound(client)) this.#read(client, data)
  }

  #read(client: Client, data: Buffer): void {
    try {
      this.#onRequest(client, parseOperationRequest(data.toString('utf8')))
    } catch (error) {
      this.#drop(client, CLOSE.policy, error instanceof WireError ? error.message.slice(0, 100) : 'unreadable message')
    }
  }

  #onRequest(client: Client, request: OperationRequest): void {
    const { ref } = request
    if (request.type === 'start' || request.type === 'attach') {
      const full = client.runs.size >= OPERATION_LIMITS.runs
      if (client.runs.has(ref)) this.#refuse(client, ref, new DomainError('conflict', 'This number is in use'))
      else if (full) this.#refuse(client, ref, new DomainError('conflict', 'Too much is under way'))
      else this.#start(client, request)
    } else this.#control(client, ref, controlOf(request))
  }

  #start(client: Client, request: Extract<OperationRequest, { type: 'start' | 'attach' }>): void {
    client.runs.set(request.ref, [])
    void this.#begin(client, request).catch((error: unknown) => {
      client.runs.delete(request.ref)
      this.#refuse(client, request.ref, error)
    })
  }

  #control(client: Client, ref: number, body: ControlBody): void {
    const run = client.runs.get(ref)
    if (!Array.isArray(run)) run?.control(body)
    else if (run.length < OPERATION_LIMITS.early) run.push(body)
    else this.#drop(client, CLOSE.policy, 'too much at once')
  }

  async #begin(client: Client, request: Extract<OperationRequest, { type: 'start' | 'attach' }>): Promise<void> {
    const { ref } = request
    // What comes of it is told after the news that it has begun.
    const begun = Promise.withResolvers<void>()
    const operation = request.type === 'start' ? request.operation : (await this.#actions.byId(request.action)).operation
    const sink = async (event: ActionEvent): Promise<void> => {
      await begun.promise
      await this.#hand(client, ref, operation as OperationId, event)
    }
    const id = request.type === 'attach' ? request.action : await this.#startOf(client, request, sink)
    try {
      this.#send(client, { type: 'begun', ref, action: id === null ? null : actionView(await this.#actions.byId(id)) })
    } finally {
      begun.resolve()
    }
    const run =
      id === null && request.type === 'start'
        ? await this.#actions.open(request.host, request.operation as OperationId, camelKeys(request.params) as never, client.asker, sink)
        : await this.#actions.attach(id ?? '', client.asker, sink)
    const early = client.runs.get(ref)
    if (early) client.runs.set(ref, run)
    if (Array.isArray(early)) for (const body of early) run.control(body)
    // Its client is gone: others' changes, and those that need nobody, go on.
    if (!this.#clients.has(client) && run.ownedByReader) run.control({ kind: 'cancel' })
  }

  /** The action that a change is kept as; null for what changes nothing. */
  async #startOf(client: Client, request: Extract<OperationRequest, { type: 'start' }>, sink: EventSink): Promise<string | null> {
    const row = findOperation(request.operation)
    if (!row) throw new DomainError('not_found', 'no such operation')
    if (!row.change) return null
    const { host, operation, params, reason = '', incident } = request
    const change = { asker: client.asker, reason, incident, sink }
    return (await this.#actions.change(host, operation as OperationId, camelKeys(params) as never, change)).id
  }

  async #hand(client: Client, ref: number, operation: OperationId, event: ActionEvent): Promise<void> {
    if (event.kind === 'started' || !this.#clients.has(client)) return
    // Whoever attaches to what is over meanwhile is told its end twice.
    if (event.kind === 'ended' && !client.runs.delete(ref)) return
    this.#send(client, messageOf(ref, operation, event))
    while (this.#clients.has(client) && client.socket.bufferedAmount > OPERATION_LIMITS.backlogBytes)
      await new Promise<void>((resolve) => this.#clock.after(OPERATION_LIMITS.backlogLookMs, resolve))
  }

  #refuse(client: Client, ref: number, error: unknown): void {
    const known = error instanceof DomainError ? error : new DomainError('internal', String(error))
    const { body } = hyperionDialect.render(known)
    const { error: code, message, details } = body as { error: string; message: string; details: object }
    this.#send(client, { type: 'error', ref, error: { code, message, details } })
  }

  #send(client: Client, message: OperationMessage): void {
    const { socket } = client
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }

  /** Whether it may go on. */
  #countInbound(client: Client): boolean {
    const now = this.#clock.now()
    if (now - client.windowStart >= OPERATION_LIMITS.inboundWindowMs) {
      client.windowStart = now
      client.inbound = 0
    }
    client.inbound += 1
    if (client.inbound <= OPERATION_LIMITS.inbound) return true
    this.#drop(client, CLOSE.policy, 'too many messages')
    return false
  }

  async #checkSessions(): Promise<void> {
    const bySession = Map.groupBy(this.#clients, ({ asker }) => asker.principal.tokenHash)
    for (const clients of bySession.values()) {
      const valid = await clients[0]?.stillValid()
      if (valid === false) for (const client of clients) this.#drop(client, CLOSE.policy, 'session ended')
    }
  }

  #pingAll(): void {
    for (const client of this.#clients) {
      if (!client.alive) client.socket.terminate()
      else {
        client.alive = false
        client.socket.ping()
      }
    }
  }

  #drop(client: Client, code: number, reason: string): void {
    if (!this.#clients.has(client)) return
    this.#forget(client)
    this.#close(client.socket, code, reason)
  }

  /** What only this client read, or fed, ends with it; other changes go on. */
  #forget(client: Client): void {
    this.#clients.delete(client)
    for (const run of client.runs.values()) if (!Array.isArray(run) && run.ownedByReader) run.control({ kind: 'cancel' })
    client.runs.clear()
  }

  #close(socket: WebSocket, code: number, reason: string): void {
    socket.close(code, reason)
    const cancel = this.#clock.after(OPERATION_LIMITS.closeMs, () => socket.terminate())
    socket.once('close', cancel)
  }
}

function controlOf(request: Exclude<OperationRequest, { type: 'start' | 'attach' }>): ControlBody {
  if (request.type === 'input') return { kind: 'input', data: request.data }
  if (request.type === 'resize') return { kind: 'resize', columns: request.columns, rows: request.rows }
  return { kind: request.type }
}

/** Rows and results of a host are checked before anybody sees them. */
function messageOf(ref: number, operation: OperationId, event: Exclude<ActionEvent, { kind: 'started' }>): OperationMessage {
  if (event.kind === 'rows') return { type: 'rows', ref, rows: rowsOf(operation, event.rows) }
  if (event.kind === 'text') return { type: 'text', ref, text: event.text, ...(event.stream && { stream: event.stream }) }
  if (event.kind === 'bytes') return { type: 'bytes', ref, bytes: event.bytes }
  if (event.kind === 'progress') return { type: 'progress', ref, done: event.done, total: event.total }
  const { state, error } = event
  return { type: 'ended', ref, state, result: resultOf(operation, event.result), error }
}

function rowsOf(operation: OperationId, rows: readonly object[]): readonly object[] {
  try {
    return snakeKeys(checkedRows(operation, rows))
  } catch {
    return []
  }
}

function resultOf(operation: OperationId, result: unknown): object | null {
  if (result === null) return null
  try {
    return snakeKeys(findOperation(operation)?.result(result, 'result') ?? null)
  } catch {
    return null
  }
}
