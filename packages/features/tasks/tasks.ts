import { DomainError } from '@hyperion/domain/errors'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import type { TaskRun, TaskStore } from '@hyperion/ports/tasks'
import { NOTIFIERS } from './notifiers.ts'
import { RECORDERS } from './recorders.ts'
import type { TaskDefinition, TaskMeans } from './task.ts'

export interface TaskStatus {
  readonly name: string
  readonly description: string
  /** Seconds between runs; null for a task run on demand only. */
  readonly everySeconds: number | null
  readonly running: boolean
  readonly last: TaskRun | null
  /** Epoch ms of the next scheduled run, null when on demand. */
  readonly next: number | null
}

export interface TasksDeps extends TaskMeans {
  readonly store: TaskStore
  readonly bus: Bus
  readonly clock: Clock
}

type Trigger = Pick<TaskRun, 'trigger' | 'startedBy'>

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How long usage rows and task runs are kept. */
export const USAGE_RETENTION_MS = 30 * DAY
export const RUN_RETENTION_MS = 7 * DAY

const TRIMMING = 'Trimming of old records'
const STORAGE = 'Recording of tasks'

const TASKS: readonly TaskDefinition[] = [...RECORDERS, ...NOTIFIERS]

/** The periodic and on-demand tasks: those that record, and those that notify. */
export class Tasks {
  readonly #deps: TasksDeps
  readonly #running = new Map<string, Promise<unknown>>()
  /** What failed last time, so that only changes are told. */
  readonly #failing = new Set<string>()
  #schedules: readonly (() => void)[] = []
  #upkeep: Promise<void> = Promise.resolve()

  constructor(deps: TasksDeps) {
    this.#deps = deps
  }

  /** Begins the schedule; {@link stop} ends it and waits for runs under way. */
  start(): void {
    const { store, clock } = this.#deps
    this.#upkeep = this.#told(STORAGE, () => store.tidy(clock.now(), clock.now() - RUN_RETENTION_MS))
    const periodic = TASKS.flatMap((task) => (task.everySeconds === null ? [] : [{ task, ms: task.everySeconds * 1000 }]))
    this.#schedules = [
      ...periodic.map(({ task, ms }) => every(clock, ms, () => this.#runScheduled(task))),
      every(clock, HOUR, () => {
        this.#upkeep = this.#upkeep.then(() => this.#trim())
      }),
    ]
  }

  async stop(): Promise<void> {
    for (const cancel of this.#schedules) cancel()
    this.#schedules = []
    await Promise.allSettled([this.#upkeep, ...this.#running.values()])
  }

  async list(): Promise<readonly TaskStatus[]> {
    const latest = new Map((await this.#deps.store.latest()).map((run) => [run.task, run]))
    const now = this.#deps.clock.now()
    return TASKS.map(({ name, description, everySeconds }) => ({
      name,
      description,
      everySeconds,
      running: this.#running.has(name),
      last: latest.get(name) ?? null,
      next: everySeconds === null ? null : now + everySeconds * 1000 - (now % (everySeconds * 1000)),
    }))
  }

  /** Runs a task now and answers its finished run; `DomainError('not_found')` for an unknown name, `conflict` while it runs. */
  async run(name: string, startedBy: string): Promise<TaskRun> {
    const task = TASKS.find((each) => each.name === name)
    if (!task) throw new DomainError('not_found', `no task ${name}`)
    if (this.#running.has(name)) throw new DomainError('conflict', `task ${name} is running`)
    return this.#begin(task, { trigger: 'manual', startedBy })
  }

  /** A run that cannot even be noted in the database has been told on the bus; the next minute tries again. */
  #runScheduled(task: TaskDefinition): void {
    if (this.#running.has(task.name) || !this.#deps.host.ready) return
    this.#begin(task, { trigger: 'schedule', startedBy: null }).catch(() => {})
  }

  #begin(task: TaskDefinition, trigger: Trigger): Promise<TaskRun> {
    const run = this.#execute(task, trigger).finally(() => this.#running.delete(task.name))
    this.#running.set(task.name, run)
    return run
  }

  async #execute(task: TaskDefinition, trigger: Trigger): Promise<TaskRun> {
    const { store, clock } = this.#deps
    try {
      // The tidying at the start would take a run begun before it for one that a crash left behind.
      await this.#upkeep
      const { id } = await store.start({ task: task.name, ...trigger, startedAt: clock.now() })
      const outcome = await this.#attempt(task)
      const run = await store.finish(id, { at: clock.now(), ...outcome })
      this.#tell(STORAGE, null)
      this.#tell(`Task ${task.name}`, outcome.result === 'failure' ? outcome.message : null)
      return run
    } catch (error) {
      // One trouble, whichever tasks it hits.
      this.#tell(STORAGE, firstLine(error))
      throw error
    }
  }

  async #attempt(task: TaskDefinition): Promise<{ result: 'success' | 'failure'; message: string }> {
    try {
      return { result: 'success', message: await task.run(this.#deps) }
    } catch (error) {
      return { result: 'failure', message: firstLine(error) }
    }
  }

  #trim(): Promise<void> {
    const { store, usage, clock } = this.#deps
    return this.#told(TRIMMING, async () => {
      await usage.deleteBefore(clock.now() - USAGE_RETENTION_MS)
      await store.deleteBefore(clock.now() - RUN_RETENTION_MS)
    })
  }

  async #told(what: string, work: () => Promise<void>): Promise<void> {
    const failure = await work().then(() => null, firstLine)
    this.#tell(what, failure)
  }

  /** Publishes a failure once, and once that it is over. */
  #tell(what: string, failure: string | null): void {
    const { bus, clock } = this.#deps
    const known = this.#failing.has(what)
    if (failure !== null && !known) {
      this.#failing.add(what)
      bus.publish('notification', { at: clock.now(), level: 'error', message: `${what} failed: ${failure}` })
    }
    if (failure === null && known) {
      this.#failing.delete(what)
      bus.publish('notification', { at: clock.now(), level: 'info', message: `${what} works again` })
    }
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (message.split('\n', 1)[0] ?? '').slice(0, 500)
}
