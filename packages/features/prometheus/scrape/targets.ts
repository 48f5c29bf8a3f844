import { DomainError } from '@hyperion/domain/errors'
import type { HostInventory } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { ScrapeTarget, ScrapeTargetChange, ScrapeTargetStore } from '@hyperion/ports/prometheus'
import type { HostChange, HostStatus } from '../../hosts/index.ts'
import type { SecretBox } from '../../secrets/index.ts'
import { NewsKeeper } from '../news-keeper.ts'
import { type Credentials, ScrapeError } from './exporter-client.ts'
import { scrape } from './scraper.ts'
import { type LoopSettings, type LoopState, TargetLoop } from './target-loop.ts'
import { checkedName, checkedSettings, type TargetSettings } from './target-settings.ts'
import { targetStatus } from './target-status.ts'

export interface TargetsDeps {
  readonly store: ScrapeTargetStore
  readonly metrics: Pick<MetricStore, 'forget'>
  readonly secrets: SecretBox
  /** Takes every report for the history: keeps it, and keeps trying while the storage fails. */
  readonly record: (host: number, report: Report) => void
  readonly bus: Pick<Bus, 'publish'>
  /** Of targets that have no interval of their own. */
  readonly defaultIntervalMs: number
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface TargetDraft extends TargetSettings {
  /** That of the machine when left out. */
  readonly name?: string | undefined
  /** Adds it though it does not answer. */
  readonly unchecked: boolean
}

/** A target with how it is at this moment; of its credentials only the kind is told. */
export interface TargetView extends Omit<ScrapeTarget, 'credentials'> {
  readonly auth: 'none' | 'basic' | 'bearer' | 'lost'
  readonly username: string | null
  readonly effectiveIntervalMs: number
  readonly state: LoopState
}

interface Running {
  target: ScrapeTarget
  /** Null also where the key was lost: the exporter then says what is missing. */
  credentials: Credentials | null
  readonly loop: TargetLoop
  watchers: number
}

const PURPOSE = 'scrape-target'
/** The node_exporters that the hub scrapes, each a host. */
export class ScrapeTargets {
  readonly #deps: TargetsDeps
  readonly #running = new Map<number, Running>()
  readonly #news: NewsKeeper

  constructor(deps: TargetsDeps) {
    this.#deps = deps
    this.#news = new NewsKeeper({ keep: (host, news) => deps.store.keep(host, news), log: deps.log })
  }

  /** Reads what is to be scraped and begins. */
  async start(): Promise<void> {
    for (const target of await this.#deps.store.list()) this.#run(target)
  }

  /** By host. */
  list(): readonly TargetView[] {
    return [...this.#running.values()].map((each) => this.#view(each))
  }

  get(host: number): TargetView | undefined {
    const running = this.#running.get(host)
    return running && this.#view(running)
  }

  /** Undefined for a host that is not scraped. */
  status(host: number): HostStatus | undefined {
    const running = this.#running.get(host)
    if (!running) return undefined
    const { target, loop } = running
    return targetStatus(target, loop.state, this.#intervalOf(target))
  }

  /**
   * Asks the exporter, then makes its host. Rejects with `DomainError('validation_failed')` naming what will not do, the
   * address when nothing answers there, and `conflict` for one that is scraped already.
   */
  async add({ name, unchecked, ...settings }: TargetDraft): Promise<TargetView> {
    const { store, clock } = this.#deps
    const { address, ...checked } = checkedSettings(settings)
    const given = name === undefined ? undefined : checkedName(name)
    if (this.list().some(({ url }) => url === checked.url)) throw new DomainError('conflict', 'This address is scraped already')
    const found = await this.#tried({ ...checked, address }, unchecked)
    const target = await store.add({
      ...checked,
      credentials: this.#sealed(checked.credentials),
      name: given ?? (found?.info.hostname || address.hostname),
      createdAt: clock.now(),
      inventory: found,
      lastSeen: found && clock.now(),
    })
    return this.#view(this.#run(target))
  }

  /** As {@link add}; what is left out stays. */
  async update(host: number, { name, unchecked, ...change }: Partial<TargetDraft>): Promise<TargetView> {
    const running = this.#known(host)
    const credentials = change.credentials === undefined ? running.credentials : change.credentials
    const { address, ...checked } = checkedSettings({ ...running.target, ...change, credentials })
    const given = name === undefined ? {} : { name: checkedName(name) }
    if (Object.keys(change).length > 0) await this.#tried({ ...checked, address }, unchecked ?? false)
    const sealed = change.credentials === undefined ? {} : { credentials: this.#sealed(checked.credentials) }
    const { credentials: _, ...plain } = checked
    return this.#changed(host, { ...plain, ...given, ...sealed })
  }

  async change(host: number, change: HostChange): Promise<void> {
    this.#known(host)
    await this.#changed(host, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.intervalMs !== undefined && { intervalMs: change.intervalMs }),
    })
  }

  /** Deletes the host with its history. */
  async remove(host: number): Promise<void> {
    const { loop } = this.#known(host)
    await loop.stop()
    await this.#news.settled()
    await this.#deps.store.remove(host)
    this.#running.delete(host)
    this.#news.forget(host)
    await this.#deps.metrics.forget(host)
  }

  /** Asks every two seconds and shows it on the bus, until the answer is called. */
  watch(host: number): () => void {
    const running = this.#running.get(host)
    if (!running) return () => {}
    running.watchers++
    if (running.watchers === 1) running.loop.watch(true)
    let watching = true
    return () => {
      if (!watching) return
      watching = false
      running.watchers--
      if (running.watchers === 0) running.loop.watch(false)
    }
  }

  /** Finishes what is under way. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ loop }) => loop.stop()))
    await this.#news.settled()
  }

  #run(target: ScrapeTarget): Running {
    const { record, bus, clock } = this.#deps
    const { host } = target
    const credentials = this.#opened(target)
    const loop = new TargetLoop(host, this.#settingsOf(target, credentials), target.lastSeen, clock, {
      stored: (report) => record(host, report),
      live: (report) => bus.publish('live', { host, report }),
      told: (inventory, at) => this.#told(host, inventory, at),
    })
    const running: Running = { target, credentials, loop, watchers: 0 }
    this.#running.set(host, running)
    loop.start()
    return running
  }

  async #changed(host: number, change: ScrapeTargetChange): Promise<TargetView> {
    const running = this.#known(host)
    const target = await this.#deps.store.change(host, change)
    if (!target) throw new DomainError('not_found', 'the host is not scraped')
    running.target = target
    running.credentials = this.#opened(target)
    const { name: _, ...settings } = change
    if (Object.keys(settings).length > 0) running.loop.change(this.#settingsOf(target, running.credentials))
    return this.#view(running)
  }

  async #tried(settings: TargetSettings & { readonly address: URL }, unchecked: boolean): Promise<HostInventory | null> {
    try {
      return (await scrape({ ...settings, url: settings.address }, this.#deps.clock.now())).inventory
    } catch (error) {
      if (!(error instanceof ScrapeError)) throw error
      if (unchecked) return null
      throw new DomainError('validation_failed', error.message, { details: { url: [error.problem] } })
    }
  }

  #settingsOf(target: ScrapeTarget, credentials: Credentials | null): LoopSettings {
    const { ca, serverName } = target
    const intervalMs = this.#intervalOf(target)
    const timeoutMs = Math.min(target.timeoutMs, intervalMs)
    return { url: new URL(target.url), credentials, ca, serverName, intervalMs, timeoutMs }
  }

  #intervalOf({ intervalMs }: ScrapeTarget): number {
    return intervalMs ?? this.#deps.defaultIntervalMs
  }

  #sealed(credentials: Credentials | null): string | null {
    return credentials && this.#deps.secrets.seal(JSON.stringify(credentials), PURPOSE)
  }

  #opened({ credentials }: ScrapeTarget): Credentials | null {
    const opened = credentials === null ? undefined : this.#deps.secrets.tryOpen(credentials, PURPOSE)
    return opened === undefined ? null : (JSON.parse(opened) as Credentials)
  }

  #known(host: number): Running {
    const running = this.#running.get(host)
    if (!running) throw new DomainError('not_found', 'the host is not scraped')
    return running
  }

  #view({ target, credentials, loop }: Running): TargetView {
    const { credentials: sealed, ...told } = target
    const auth = sealed === null ? 'none' : credentials === null ? 'lost' : 'bearer' in credentials ? 'bearer' : 'basic'
    const username = credentials && 'username' in credentials ? credentials.username : null
    const { state } = loop
    return { ...told, lastSeen: state.lastAnswer, auth, username, effectiveIntervalMs: this.#intervalOf(target), state }
  }

  #told(host: number, inventory: HostInventory, at: number): void {
    const running = this.#running.get(host)
    if (!running) return
    const { target } = running
    this.#news.tell(host, target.inventory, inventory, at)
    const { hostname } = inventory.info
    const follows = target.inventory?.info.hostname === target.name && hostname !== ''
    running.target = { ...target, inventory, name: follows ? hostname : target.name }
  }
}
