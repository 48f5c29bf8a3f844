import { DomainError } from '@hyperion/domain/errors'
import { type Actions, type Asker, checkedRows, type EventSink, type OpenRun } from '@hyperion/features/actions'
import type { Clock } from '@hyperion/ports/clock'
import { type ActionEvent, type ControlBody, findOperation, type OperationId } from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'
import type { OperationMessage, OperationRequest } from '@hyperion/wire/web'
import { camelKeys, snakeKeys } from '../case.ts'
import { hyperionDialect } from '../errors.ts'
import { actionView } from '../operating.ts'
import { parseOperationRequest } from './operation-requests.ts'
import { CLOSE, type UserSocket, UserSockets } from './user-sockets.ts'

export const OPERATION_LIMITS = {
  /** A part of input in base64, and what stands around it. */
  messageBytes: 64 * 1024,
  inbound: 2_000,
  /** Of a client that goes on asking without reading: what hosts tell waits long before. */
  backlogBytes: 32 * 1024 * 1024,
  socketsPerUser: 16,
} as const

export const RUN_LIMITS = {
  /** What one socket may have under way. */
  runs: 16,
  /** Messages for one of them that may come before it has begun. */
  early: 80,
  /** Bytes that wait for a slow reader before nothing more is asked of the host. */
  waitingBytes: 1024 * 1024,
  waitingLookMs: 20,
} as const

interface Client extends UserSocket {
  readonly asker: Asker
  /** By the client's own numbers; while it is being asked for, what is to be sent after it. */
  readonly runs: Map<number, OpenRun | ControlBody[]>
}

/** The sockets over which hosts are operated: everything that takes a while, prints, or takes input. */
export class OperationSockets extends UserSockets<Client> {
  readonly #actions: Actions

  constructor(actions: Actions, clock: Clock) {
    super(clock, OPERATION_LIMITS)
    this.#actions = actions
  }

  add(socket: UserSocket, address: string): void {
    this.take({ ...socket, asker: { principal: socket.principal, address }, runs: new Map() })
  }

  protected onMessage(client: Client, data: Buffer): void {
    try {
      this.#onRequest(client, parseOperationRequest(data.toString('utf8')))
    } catch (error) {
      this.drop(client, CLOSE.policy, error instanceof WireError ? error.message.slice(0, 100) : 'unreadable message')
    }
  }

  /** What only this client read, or fed, ends with it; other changes go on. */
  protected onGone(client: Client): void {
    for (const run of client.runs.values()) if (!Array.isArray(run)) run.leave()
    client.runs.clear()
  }

  #onRequest(client: Client, request: OperationRequest): void {
    const { ref } = request
    if (request.type === 'start' || request.type === 'attach') {
      const full = client.runs.size >= RUN_LIMITS.runs
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
    else if (run.length < RUN_LIMITS.early) run.push(body)
    else this.drop(client, CLOSE.policy, 'too much at once')
  }

  async #begin(client: Client, request: Extract<OperationRequest, { type: 'start' | 'attach' }>): Promise<void> {
    const { ref } = request
    // What comes of it is told after the news that it has begun.
    const begun = Promise.withResolvers<void>()
    const operation = request.type === 'start' ? request.operation : (await this.#actions.followed(request.action, client.asker)).operation
    const sink = async (event: ActionEvent): Promise<void> => {
      await begun.promise
      await this.#hand(client, ref, operation as OperationId, event)
    }
    const id = request.type === 'attach' ? request.action : await this.#startOf(client, request, sink)
    try {
      this.#tell(client, { type: 'begun', ref, action: id === null ? null : actionView(await this.#actions.byId(id)) })
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
    if (!this.has(client)) run.leave()
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
    if (event.kind === 'started' || !this.has(client)) return
    // Whoever attaches to what is over meanwhile is told its end twice.
    if (event.kind === 'ended' && !client.runs.delete(ref)) return
    this.#tell(client, messageOf(ref, operation, event))
    while (this.has(client) && client.socket.bufferedAmount > RUN_LIMITS.waitingBytes)
      await new Promise<void>((resolve) => this.clock.after(RUN_LIMITS.waitingLookMs, resolve))
  }

  #refuse(client: Client, ref: number, error: unknown): void {
    const known = error instanceof DomainError ? error : new DomainError('internal', String(error))
    const { body } = hyperionDialect.render(known)
    const { error: code, message, details } = body as { error: string; message: string; details: object }
    this.#tell(client, { type: 'error', ref, error: { code, message, details } })
  }

  #tell(client: Client, message: OperationMessage): void {
    this.send(client, JSON.stringify(message))
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
