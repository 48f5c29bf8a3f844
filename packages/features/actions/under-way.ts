import { type Action, ActionError } from '@hyperion/domain/actions'
import { DomainError } from '@hyperion/domain/errors'
import type { ActionStore } from '@hyperion/ports/actions'
import type { Clock } from '@hyperion/ports/clock'
import type { ActionEvent, Ended, OperationId } from '@hyperion/wire/actions'
import { type EventSink, failed, type Operator, type RunningOrder } from '../operators/index.ts'
import { changeOf } from './ends.ts'
import { asDomainError } from './failures.ts'
import { Feeding } from './feeding.ts'
import { OutputTail } from './output.ts'
import { type OpenRecorder, type Recorder, recorded } from './recorder.ts'
import type { Requested } from './requested.ts'

export interface UnderWayDeps {
  readonly store: Pick<ActionStore, 'change' | 'byId'>
  readonly recorder: OpenRecorder
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Told of every change of an action. */
  readonly tell: (action: Action) => void
}

interface Going {
  readonly running: RunningOrder
  readonly tail: OutputTail
  readonly sinks: Set<EventSink>
  /** Those of whoever asked for what takes input: it ends with the last of them. */
  readonly feeders: Set<EventSink>
  readonly over: Promise<Action>
  /** It was given all its input: nobody feeds it. */
  readonly fed: boolean
}

/** The actions that go on: begins them, hands out and keeps what comes of them. */
export class UnderWay {
  readonly #deps: UnderWayDeps
  readonly #going = new Map<string, Going>()

  constructor(deps: UnderWayDeps) {
    this.#deps = deps
  }

  get(id: string): Going | undefined {
    return this.#going.get(id)
  }

  async allOver(): Promise<void> {
    await Promise.all([...this.#going.values()].map(({ over }) => over))
  }

  /** Begins what was let go. Rejects with a `DomainError` where it has begun already, or cannot be recorded. */
  async begin(action: Action, { params, input }: Requested, operator: Operator, sink?: EventSink): Promise<Action> {
    const { store, clock, tell } = this.#deps
    const begun = await store.change(action.id, ['approved'], { state: 'running', startedAt: clock.now() })
    if (!begun) throw new DomainError('conflict', 'This action has begun already')
    tell(begun)
    const recorder = await this.#record(begun)
    const tail = new OutputTail()
    const sinks = new Set<EventSink>(sink ? [sink] : [])
    const { promise: over, resolve } = Promise.withResolvers<Action>()
    const { requestedBy, address, reason, decidedBy, id, operation } = begun
    const by = { user: requestedBy.name, address }
    const request = { id, operation: operation as OperationId, params, by, reason, approvedBy: decidedBy?.name ?? null }
    let unrecorded: Ended | null = null
    const order = operator.start(request, async (event) => {
      if (event.kind === 'ended') {
        await recorder?.event(unrecorded ?? event).catch(() => {})
        return resolve(await this.#ended(begun, unrecorded ?? event, { running, tail, sinks }))
      }
      // What is not recorded nobody sees.
      if (unrecorded) return
      unrecorded = recorder && (await this.#unrecorded(recorder, event))
      if (unrecorded) return running.control({ kind: 'cancel' })
      tail.add(event)
      await Promise.all([...sinks].map((each) => each(event)))
    })
    const running = recorded(order, recorder)
    this.#going.set(id, { running, tail, sinks, feeders: new Set(), over, fed: input !== undefined })
    if (input) {
      const feeding = new Feeding(input, running.control)
      sinks.add(feeding.sink)
      feeding.more()
    }
    return begun
  }

  /** Ends an action as failed, and rejects, when it cannot be recorded. */
  async #record(action: Action): Promise<Recorder | null> {
    const { store, clock, recorder, tell } = this.#deps
    try {
      return await recorder(action)
    } catch (error) {
      const message = `it cannot be recorded: ${error instanceof Error ? error.message : String(error)}`.slice(0, 1000)
      const failure = { state: 'failed', failure: 'failed', message, endedAt: clock.now() } as const
      const changed = await store.change(action.id, ['running'], failure)
      if (changed) tell(changed)
      throw asDomainError({ failure: 'failed', message }, action.id)
    }
  }

  /** Null for what is recorded, else the end that follows from it. */
  async #unrecorded(recorder: Recorder, event: ActionEvent): Promise<Ended | null> {
    try {
      await recorder.event(event)
      return null
    } catch (error) {
      this.#deps.log(`actions: ended, as it cannot be recorded any longer: ${error}`)
      return error instanceof ActionError
        ? failed(error.failure, `it was ended: ${error.message}`)
        : failed('failed', 'it was ended, as it cannot be recorded any longer')
    }
  }

  async #ended(begun: Action, ended: Ended, { running, tail, sinks }: Omit<Going, 'over' | 'feeders' | 'fed'>): Promise<Action> {
    const { store, clock, log, tell } = this.#deps
    const change = { ...changeOf(begun.operation, ended, clock.now()), output: tail.text, stderr: tail.stderr }
    let action: Action = { ...begun, ...change }
    try {
      // It may have been told on a newer connection before.
      action = (await store.change(begun.id, ['running'], change)) ?? (await store.byId(begun.id)) ?? action
      running.control({ kind: 'settled' })
    } catch (error) {
      log(`actions: the end of ${begun.id} is not kept; the host tells it again: ${error}`)
    }
    this.#going.delete(begun.id)
    tell(action)
    await Promise.all([...sinks].map((sink) => sink(ended)))
    return action
  }
}
