import type { Bulletin } from '@hyperion/features/notifications'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { UsageStore } from '@hyperion/ports/usage'

/** What tasks work with. */
export interface TaskMeans {
  readonly host: LiveHost
  readonly usage: UsageStore
  readonly bulletin: Pick<Bulletin, 'send'>
}

/** Something that can be run, and answers in one line what it did. */
export interface TaskDefinition {
  readonly name: string
  readonly description: string
  /** Seconds between runs; null for a task run on demand only. */
  readonly everySeconds: number | null
  readonly run: (means: TaskMeans) => Promise<string>
}
