import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import type { Notification, NotificationQuery, NotificationStore } from '@hyperion/ports/notifications'

export interface NoticesDeps {
  readonly store: NotificationStore
  readonly bus: Pick<Bus, 'subscribe'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

const DAY = 24 * 3_600_000
/** How long what was told can be read again. */
export const NOTICE_RETENTION_MS = 30 * DAY

/** What everybody was told, for those who were not there, and how far each has read. */
export class Notices {
  readonly #deps: NoticesDeps
  #keeping: Promise<void> = Promise.resolve()
  #ends: readonly (() => void)[] = []

  constructor(deps: NoticesDeps) {
    this.#deps = deps
  }

  start(): void {
    const { store, bus, clock } = this.#deps
    this.#ends = [
      bus.subscribe('notification', ({ kept, ...notice }) => {
        if (!kept) this.#keep(() => store.add(notice))
      }),
      every(clock, DAY, () => this.#keep(() => store.deleteBefore(clock.now() - NOTICE_RETENTION_MS))),
    ]
  }

  /** Writes what was told, and takes nothing more. */
  async stop(): Promise<void> {
    for (const end of this.#ends) end()
    await this.#keeping
  }

  /** Newest first. */
  list(query: NotificationQuery): Promise<readonly Notification[]> {
    return this.#deps.store.list(query)
  }

  unread(user: number): Promise<number> {
    return this.#deps.store.unread(user)
  }

  /** What was read stays read. */
  markRead(user: number, upTo: number): Promise<void> {
    return this.#deps.store.markRead(user, upTo)
  }

  /** In the order in which it was told. What cannot be kept was told all the same. */
  #keep(work: () => Promise<void>): void {
    this.#keeping = this.#keeping.then(work).catch((error: unknown) => {
      this.#deps.log(`notifications: not kept: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
}
