import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { TaskRun, TaskStore } from '@hyperion/ports/tasks'
import type { UsageStore } from '@hyperion/ports/usage'

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

export interface TasksDeps {
  readonly store: TaskStore
  readonly usage: UsageStore
  readonly host: LiveHost
  readonly bus: Bus
  readonly clock: Clock
}

/** The periodic and on-demand tasks: record_cpu_usage, record_memory_usage, record_network_usage, record_storage_usage. */
export class Tasks {
  readonly #deps: TasksDeps

  constructor(deps: TasksDeps) {
    this.#deps = deps
  }

  /** Begins the schedule; {@link stop} ends it and waits for runs under way. */
  start(): void {
    throw new Error(`not built ${typeof this.#deps}`)
  }

  async stop(): Promise<void> {
    throw new Error('not built')
  }

  async list(): Promise<readonly TaskStatus[]> {
    throw new Error('not built')
  }

  /** Runs a task now and answers its finished run; `DomainError('not_found')` for an unknown name, `conflict` while it runs. */
  async run(_name: string, _startedBy: string): Promise<TaskRun> {
    throw new Error('not built')
  }
}
