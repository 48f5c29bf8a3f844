import { randomUUID } from 'node:crypto'
import { type Action, type ActionState, type Approval, isOver } from '@hyperion/domain/actions'
import { DomainError } from '@hyperion/domain/errors'
import { type Permission, permissionsOf } from '@hyperion/domain/users'
import type { ActionQuery, ActionStore } from '@hyperion/ports/actions'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import {
  type Capabilities,
  type ControlBody,
  type Ended,
  findOperation,
  type OperationId,
  type ParamsOf,
  type ResultOf,
  type RowOf,
  shownName,
} from '@hyperion/wire/actions'
import type { AuditLog } from '../audit/index.ts'
import type { Hosts } from '../hosts/index.ts'
import type { EventSink, Operator } from '../operators/index.ts'
import { incidentOf, isLostAtStart, NOTHING_YET, needsApproval, parametersOf, reasonOf, rowOf, wholeParams } from './asked.ts'
import { type Asker, mayAsk, type StepUp, stepUpFor } from './asker.ts'
import { changeOf, checked, endOf, unusable } from './ends.ts'
import { asDomainError } from './failures.ts'
import { Answer, eventsOf } from './output.ts'
import type { OpenRecorder } from './recorder.ts'
import { checkInput, RequestedActions } from './requested.ts'
import { UnderWay } from './under-way.ts'

export interface ActionsDeps {
  readonly store: ActionStore
  readonly hosts: Pick<Hosts, 'find' | 'operator' | 'status'>
  readonly audit: Pick<AuditLog, 'record'>
  readonly stepUp: StepUp
  readonly bus: Pick<Bus, 'publish'>
  readonly recorder: OpenRecorder
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Change {
  readonly asker: Asker
  /** Why, 3 to 1000 characters. */
  readonly reason: string
  /** The incident it is done for. */
  readonly incident?: string | undefined
  /** The action that it undoes. */
  readonly undoes?: string | undefined
  /** A permission that stands in for the operation's own: what a saved command was let to do by whoever saved it. */
  readonly granted?: Permission | undefined
  /** Reads what comes of it from the first word on, where it begins at once. */
  readonly sink?: EventSink | undefined
  /** Stands in for what the catalog says, likewise. */
  readonly dangerous?: boolean | undefined
  /** All that it is fed with, for what takes its input whole: nobody attaches to it then, also where a second person lets it go. */
  readonly input?: Uint8Array | undefined
}

/** Something under way whose output somebody reads. */
export interface OpenRun {
  /** Of a change; null for what changes nothing. */
  readonly action: string | null
  control(body: ControlBody): void
  /** Its reader is gone: what serves nobody any more is cancelled. */
  leave(): void
}

/** How long a second person has, and whoever asked after that. */
const APPROVAL_MS = 15 * 60_000
const TIDY_MS = 60_000

/** Whatever is asked of hosts: checked, asked for by whom and why, given as orders, followed, and kept when it changes something. */
export class Actions {
  readonly #deps: ActionsDeps
  readonly #underWay: UnderWay
  readonly #requested = new RequestedActions()
  readonly #timers: readonly (() => void)[]

  constructor(deps: ActionsDeps) {
    this.#deps = deps
    this.#underWay = new UnderWay({ ...deps, tell: (action) => this.#tell(action) })
    this.#timers = [every(deps.clock, TIDY_MS, () => void this.#expire())]
  }

  /** What the process before this one lost sight of, and what it alone could have begun. */
  async start(): Promise<void> {
    const { store, clock } = this.#deps
    const message = 'the hub was stopped before the host told the end'
    for (const { id } of await store.list({ states: ['running'], limit: 1000 })) {
      const lost = await store.change(id, ['running'], { state: 'unknown', failure: 'away', message, endedAt: clock.now() })
      if (lost) this.#tell(lost)
    }
    const gone = { state: 'expired', message: 'the hub was started anew before this began', endedAt: clock.now() } as const
    for (const { id, operation } of await store.list({ states: WAITING, limit: 1000 }))
      if (isLostAtStart(findOperation(operation))) {
        const expired = await store.change(id, WAITING, gone)
        if (expired) this.#tell(expired)
      }
  }

  async stop(): Promise<void> {
    for (const stop of this.#timers) stop()
    await Promise.race([this.#underWay.allOver(), this.#moment()])
  }

  /** What can be asked of a host now; null while it is away, or where it takes no orders. */
  async capabilities(host: number): Promise<Capabilities | null> {
    await this.#deps.hosts.find(host)
    return this.#deps.hosts.operator(host)?.capabilities ?? null
  }

  /** Asks for something that changes nothing, whole. Rejects with a `DomainError` for every way it can fail. */
  async read<O extends OperationId>(
    host: number,
    operation: O,
    params: ParamsOf<O>,
    asker: Asker,
  ): Promise<{ readonly result: ResultOf<O>; readonly rows: readonly RowOf<O>[] }> {
    const answer = new Answer(operation)
    const { promise, resolve } = Promise.withResolvers<Ended>()
    let run: OpenRun | null = null
    let broken: unknown = null
    run = await this.open(host, operation, params, asker, (event) => {
      if (event.kind === 'ended') return resolve(event)
      try {
        answer.add(event)
      } catch (error) {
        broken = error
        run?.control({ kind: 'cancel' })
      }
    })
    const { error, result } = await promise
    if (broken) throw unusable(broken)
    if (error) throw asDomainError(error)
    return { result: checked(operation, result), rows: answer.rows }
  }

  /** Begins something that changes nothing, for its output. Rejects with a `DomainError` where it may not be asked for. */
  async open<O extends OperationId>(host: number, operation: O, params: ParamsOf<O>, asker: Asker, sink: EventSink): Promise<OpenRun> {
    const row = rowOf(operation)
    if (row.change) throw new DomainError('validation_failed', 'a change', { details: { reason: ['A reason is required'] } })
    const checkedParams = parametersOf(row, params)
    await mayAsk(asker, row.permission, row.dangerous?.(checkedParams as never) ?? false, this.#deps.stepUp)
    const operator = await this.#operatorOf(host)
    if (row.tier !== 'observe') this.#audit(asker, 'host.read', host, { operation, target: row.target(checkedParams as never) })
    const by = { user: asker.principal.user.username, address: asker.address }
    const request = { id: randomUUID(), operation, params: checkedParams, by, reason: '', approvedBy: null }
    const running = operator.start(request, sink)
    return { action: null, control: (body) => running.control(body), leave: () => running.control({ kind: 'cancel' }) }
  }

  /**
   * Asks for a change: it is kept, and begins at once unless a second person has to let it go first. One that takes input, or goes on
   * until it is ended, begins with {@link attach}.
   */
  async change<O extends OperationId>(host: number, operation: O, params: ParamsOf<O>, change: Change): Promise<Action> {
    const row = rowOf(operation)
    const { store, clock, stepUp } = this.#deps
    const checkedParams = parametersOf(row, params)
    const reason = reasonOf(change.reason)
    const incident = incidentOf(change.incident)
    const dangerous = change.dangerous ?? row.dangerous?.(checkedParams as never) ?? false
    await mayAsk(change.asker, change.granted ?? row.permission, dangerous, stepUp)
    const operator = await this.#operatorOf(host)
    const { asker, input } = change
    const { user } = asker.principal
    if (input) checkInput(row, input)
    const waits = needsApproval(await store.approvalOf(host), dangerous)
    const action: Action = {
      id: randomUUID(),
      host,
      operation,
      params: (row.kept?.(checkedParams as never) ?? checkedParams) as Action['params'],
      target: shownName(row.target(checkedParams as never))
        .slice(0, 500)
        .toWellFormed(),
      tier: row.tier,
      reason,
      requestedBy: { id: user.id, name: user.username },
      address: asker.address,
      incident,
      requestedAt: clock.now(),
      state: waits ? 'awaiting_approval' : 'approved',
      ...NOTHING_YET,
    }
    if (waits && input) this.#requested.mustHold(input)
    await store.add(action)
    this.#requested.add(action.id, { params: checkedParams, input })
    const { undoes } = change
    this.#auditOf(undoes === undefined ? 'request' : 'undo', action, asker, { ...(undoes !== undefined && { undoes }) })
    this.#tell(action)
    if (waits) this.#tellApprovers(action)
    if (waits || (row.interactive && !input)) return action
    return this.#begin(action, operator, change.sink)
  }

  /** Waits for the end of an action, at most so long; answers how it is then. */
  async settled(id: string, ms: number): Promise<Action> {
    const going = this.#underWay.get(id)
    if (going) await Promise.race([going.over, this.#moment(ms)])
    return this.byId(id)
  }

  /** Rejects with `DomainError('not_found')`. */
  async byId(id: string): Promise<Action> {
    const action = await this.#deps.store.byId(id)
    if (!action) throw new DomainError('not_found', 'no such action')
    const tail = this.#underWay.get(id)?.tail
    return tail?.text ? { ...action, output: tail.text, stderr: tail.stderr } : action
  }

  list(query: ActionQuery): Promise<readonly Action[]> {
    return this.#deps.store.list(query)
  }

  count(query: Omit<ActionQuery, 'limit' | 'offset'>): Promise<number> {
    return this.#deps.store.count(query)
  }

  approvalOf(host: number): Promise<Approval> {
    return this.#deps.store.approvalOf(host)
  }

  async setApproval(host: number, approval: Approval, asker: Asker): Promise<void> {
    await this.#deps.hosts.find(host)
    await this.#deps.store.setApproval(host, approval)
    this.#audit(asker, 'action.approval', host, { approval })
  }

  /** An action that somebody may read on with: their own, or of what they may ask for. Rejects with a `DomainError`. */
  async followed(id: string, { principal }: Asker): Promise<Action> {
    const action = await this.byId(id)
    const { permission } = rowOf(action.operation as OperationId)
    if (action.requestedBy.id !== principal.user.id && !permissionsOf(principal.user.role).includes(permission))
      throw new DomainError('permission_denied', 'not allowed', { permission })
    return action
  }

  /** Reads on with an action, from the end of what it printed, or feeds it: one that was let go and takes input begins now. */
  async attach(id: string, asker: Asker, sink: EventSink): Promise<OpenRun> {
    const action = await this.followed(id, asker)
    const own = action.requestedBy.id === asker.principal.user.id
    const row = rowOf(action.operation as OperationId)
    if (action.state === 'approved' && row.interactive && own) await this.#begin(action, await this.#operatorOf(action.host), sink)
    const going = this.#underWay.get(id)
    if (!going) {
      if (!isOver(action.state)) throw new DomainError('conflict', 'the action has not begun')
      for (const event of eventsOf(action)) await sink(event)
      await sink(endOf(action))
      return { action: id, control: () => {}, leave: () => {} }
    }
    if (!going.sinks.has(sink)) {
      going.sinks.add(sink)
      // Handed over before anything that comes later: it is the first of this turn.
      for (const event of going.tail.events) void sink(event)
    }
    const feeds = own && row.interactive === true && !going.fed
    if (feeds) going.feeders.add(sink)
    return {
      action: id,
      control: (body) => {
        // What others began they feed.
        if ((own && !going.fed) || body.kind === 'cancel') going.running.control(body)
      },
      leave: () => {
        going.sinks.delete(sink)
        if (going.feeders.delete(sink) && going.feeders.size === 0) going.running.control({ kind: 'cancel' })
      },
    }
  }

  /** What an action that waits will be fed with, for whoever decides. Rejects with `DomainError('not_found')` where nothing waits. */
  async inputOf(id: string, asker: Asker): Promise<Uint8Array> {
    const { host, operation, target } = await this.followed(id, asker)
    const input = this.#requested.inputOf(id)
    if (!input) throw new DomainError('not_found', 'no input waits')
    this.#audit(asker, 'host.read', host, { action: id, operation, target })
    return input
  }

  /** Lets something go that waits for a second person, or refuses it. */
  async decide(id: string, approve: boolean, asker: Asker): Promise<Action> {
    const { store, clock, stepUp } = this.#deps
    const action = await this.byId(id)
    const row = rowOf(action.operation as OperationId)
    const { user } = asker.principal
    if (!permissionsOf(user.role).includes(row.permission))
      throw new DomainError('permission_denied', 'not allowed', { permission: row.permission })
    if (approve && user.id === action.requestedBy.id) throw new DomainError('conflict', 'Somebody else has to approve this')
    await stepUpFor(asker.principal, approve, stepUp)
    // While the host is away it goes on waiting.
    const begins = approve && (!row.interactive || this.#requested.inputOf(id) !== undefined)
    const operator = begins ? await this.#operatorOf(action.host) : null
    const decided = { decidedBy: { id: user.id, name: user.username }, decidedAt: clock.now() }
    const refused = { state: 'refused', endedAt: clock.now(), message: `refused by ${user.username}` } as const
    const changed = await store.change(id, ['awaiting_approval'], { ...decided, ...(approve ? { state: 'approved' } : refused) })
    if (!changed) throw new DomainError('conflict', 'This action does not wait for approval any more')
    this.#auditOf(approve ? 'approve' : 'refuse', action, asker)
    this.#tell(changed)
    if (!approve) this.#requested.take(id)
    return operator ? this.#begin(changed, operator) : changed
  }

  /** Cancels what goes on, or withdraws what waits. */
  async cancel(id: string, asker: Asker): Promise<Action> {
    const { store, clock } = this.#deps
    const action = await this.followed(id, asker)
    const withdrawn = await store.change(id, WAITING, { state: 'cancelled', endedAt: clock.now() })
    if (withdrawn) {
      this.#auditOf('withdraw', action, asker)
      this.#requested.take(id)
      this.#tell(withdrawn)
      return withdrawn
    }
    const going = this.#underWay.get(id)
    if (!going) throw new DomainError('conflict', 'This action is over')
    this.#auditOf('cancel', action, asker)
    going.running.control({ kind: 'cancel' })
    return action
  }

  /** An order ended of which this hub had lost sight. */
  async lateEnd(host: number, id: string, ended: Ended): Promise<void> {
    const action = await this.#deps.store.byId(id)
    if (action?.host !== host) return
    const change = changeOf(action.operation, ended, this.#deps.clock.now())
    // The host itself says that it is over: no sight was lost of it.
    const known = change.state === 'unknown' ? { ...change, state: 'failed' as const } : change
    const changed = await this.#deps.store.change(id, ['unknown', 'running'], known)
    if (changed) this.#tell(changed)
  }

  #begin(action: Action, operator: Operator, sink?: EventSink): Promise<Action> {
    const params = wholeParams(action)
    const requested = this.#requested.take(action.id) ?? (params && { params })
    if (!requested) throw new DomainError('conflict', 'The hub was started anew since: ask for it again')
    return this.#underWay.begin(action, requested, operator, sink)
  }

  async #operatorOf(host: number): Promise<Operator> {
    const { hosts } = this.#deps
    const { status } = await hosts.find(host)
    const operator = hosts.operator(host)
    if (operator) return operator
    throw status.online
      ? new DomainError('action_refused', 'This host takes no orders: nothing that could carry them out runs on it, or it is too old', {
          details: { reason: ['unsupported'] },
        })
      : new DomainError('host_unreachable', 'The host is not connected at the moment', { details: { reason: ['away'] } })
  }

  async #expire(): Promise<void> {
    const { store, clock, log } = this.#deps
    const now = clock.now()
    try {
      const late = await store.list({ states: WAITING, to: now - APPROVAL_MS, limit: 100 })
      for (const { id } of late) {
        const expired = await store.change(id, WAITING, { state: 'expired', endedAt: now })
        this.#requested.take(id)
        if (expired) this.#tell(expired)
      }
    } catch (error) {
      log(`actions: what waits too long is not ended: ${error}`)
    }
  }

  #auditOf(verb: string, { id, host, operation, target, reason }: Action, asker: Asker, more: object = {}): void {
    this.#audit(asker, `action.${verb}`, host, { action: id, operation, target, reason, ...more })
  }

  #audit({ principal, address }: Asker, action: `${string}.${string}`, host: number, details: Record<string, unknown>): void {
    const target = this.#deps.hosts.status(host)?.name ?? `#${host}`
    this.#deps.audit.record({ actor: { id: principal.user.id, name: principal.user.username }, address, action, target, host, details })
  }

  /** So that whoever may approve it learns of it. */
  #tellApprovers({ host, target, operation, reason, requestedBy }: Action): void {
    const { bus, clock, hosts } = this.#deps
    const on = hosts.status(host)?.name ?? `#${host}`
    const message = shownName(`${on}: ${requestedBy.name} asks for approval of ${operation} ${target} (${reason})`)
      .slice(0, 500)
      .toWellFormed()
    bus.publish('notification', { at: clock.now(), level: 'warning', message })
  }

  #tell(action: Action): void {
    this.#deps.bus.publish('action', { action })
  }

  #moment(ms = STOP_MS): Promise<void> {
    return new Promise((resolve) => this.#deps.clock.after(ms, resolve))
  }
}

/** Not begun yet. */
const WAITING = ['awaiting_approval', 'approved'] as const satisfies ActionState[]

/** How long the end of the hub waits for what goes on. */
const STOP_MS = 2_000
