import { asksForHelp } from '@hyperion/domain/escalation'
import type { Incident } from '@hyperion/domain/incidents'
import { backoffMs, type Channels, QueueRunner, type SendResult } from '@hyperion/features/notifications'
import type { ChannelStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { LeasedPage, PageStore } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import { pageMessage } from './message.ts'
import type { Reach } from './reach.ts'
import { endOf, recipientName } from './wording.ts'

export interface PageWorkerDeps {
  readonly pages: PageStore
  readonly incidents: Pick<IncidentStore, 'byRef'>
  readonly reach: Pick<Reach, 'send'>
  readonly channelStore: Pick<ChannelStore, 'byId'>
  readonly channels: Pick<Channels, 'send'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Where browsers reach the hub. */
  readonly appUrl: () => string
  /** Told when a page failed for good: the next step may be due. */
  readonly onFailed: () => void
  /** From 0 to 1, for spreading retries. */
  readonly random?: () => number
}

/** Longer than a message can take. */
const LEASE_MS = 120_000
const AT_ONCE = 8
/** Somebody waits: later and later, but never long. */
const RETRY = { firstMs: 2_000, lastMs: 300_000 } as const
const GIVE_UP_MS = 24 * 3_600_000

/** Sends pages, at least once each: one is done only when the other side has taken it, or nobody needs it any more. */
export class PageWorker {
  readonly #deps: PageWorkerDeps
  readonly #queue: QueueRunner<number, LeasedPage>
  #trouble: string | null = null

  constructor(deps: PageWorkerDeps) {
    this.#deps = deps
    const { pages, clock } = deps
    this.#queue = new QueueRunner({
      clock,
      atOnce: AT_ONCE,
      lease: () => pages.lease(clock.now(), LEASE_MS),
      nextDue: (now) => pages.nextDue(now),
      keyOf: ({ id }) => id,
      send: (page) => this.#deliver(page),
      onTrouble: (trouble) => this.#tell(trouble),
    })
  }

  start(): void {
    this.#queue.start()
  }

  wake(): void {
    this.#queue.wake()
  }

  get busy(): boolean {
    return this.#queue.busy
  }

  stop(): Promise<void> {
    return this.#queue.stop()
  }

  /** One line for /health while pages cannot be read or written, else null. */
  degraded(): string | null {
    return this.#trouble && `pages: ${this.#trouble}`
  }

  async #deliver(page: LeasedPage): Promise<void> {
    const { pages, incidents, clock, bus } = this.#deps
    const incident = await incidents.byRef(page.incident)
    if (!incident) return pages.expire(page, { at: clock.now(), error: 'the incident is gone' })
    if (page.step && asksForHelp(page.kind) && incident.status !== 'TRIGGERED') {
      await pages.expire(page, { at: clock.now(), error: endOf(incident) })
    } else {
      await this.#settle(page, await this.#send(page, incident), incident)
    }
    bus.publish('incident', { id: incident.id, shortId: incident.shortId, at: clock.now() })
  }

  async #send(page: LeasedPage, incident: Incident): Promise<SendResult> {
    const { reach, channelStore, channels, appUrl } = this.#deps
    const message = pageMessage(incident, page, appUrl())
    if ('user' in page.to) return reach.send(page.to.user, page.to.method, message)
    const channel = await channelStore.byId(page.to.channel.id)
    if (!channel) return { ok: false, error: 'the channel is gone', retry: 'never' }
    if (!channel.enabled) return { ok: false, error: 'the channel is switched off', retry: 'never' }
    return channels.send(channel, message)
  }

  async #settle(page: LeasedPage, result: SendResult, { shortId }: Incident): Promise<void> {
    const { pages, clock, bus, random, onFailed } = this.#deps
    const at = clock.now()
    const name = recipientName(page.to)
    const helps = asksForHelp(page.kind)
    if (result.ok) {
      const told = helps ? ({ type: 'NOTIFICATION', message: `${name} was ${'user' in page.to ? 'paged' : 'told'}` } as const) : null
      return pages.succeed(page, { at, reference: result.reference ?? null, told })
    }
    const { error, retry, waitMs } = result
    if (retry === 'later' && at - page.createdAt < GIVE_UP_MS)
      return pages.retry(page, { at, error, retryAt: at + (waitMs ?? backoffMs(page.attempts, RETRY, random)) })
    await pages.fail(page, { at, error, told: { type: 'NOTIFICATION', message: `${name} could not be told: ${error}` } })
    bus.publish('notification', { at, level: helps ? 'error' : 'warning', message: `${shortId}: ${name} could not be told: ${error}` })
    onFailed()
  }

  #tell(trouble: string | null): void {
    if (trouble && !this.#trouble) this.#deps.log(`pages: ${trouble}; what is queued waits until it works again`)
    if (!trouble && this.#trouble) this.#deps.log('pages: the queue works again')
    this.#trouble = trouble
  }
}
