import { DomainError } from '@hyperion/domain/errors'
import type { ContainerList } from '@hyperion/domain/hosts'
import { metricsOf } from '@hyperion/domain/metrics'
import { type Clock, every } from '@hyperion/ports/clock'
import type { ContainerStore, StoredContainer } from '@hyperion/ports/containers'
import type { HostStore } from '@hyperion/ports/hosts'
import type { MetricStore, SeriesInfo } from '@hyperion/ports/metric-store'

export interface ContainersDeps {
  readonly store: ContainerStore
  readonly hosts: Pick<HostStore, 'list'>
  readonly metrics: Pick<MetricStore, 'read' | 'series'>
  /** Before they are listed: has a host told of that does not tell by itself. Never rejects. */
  readonly look?: (host: number) => Promise<void>
  readonly clock: Clock
  readonly log: (message: string) => void
}

export type EngineReport = Pick<ContainerList, 'engines' | 'troubles'>

/** Figures of the latest report by metric, null where it has none. */
export type Figures = Readonly<Record<string, number | null>>

export interface ContainerView extends StoredContainer {
  /** Null for one that does not run, or is not in the latest report of its host. */
  readonly figures: Figures | null
  /** Epoch ms of its latest report; null without history. */
  readonly reportedAt: number | null
}

/** A paused one still holds its memory. */
const RUNNING: readonly string[] = ['running', 'paused']
const RETRY_MS = 15_000
const SWEEP_MS = 3_600_000
/** Figures this much older than the newest report of their host are not its present ones. */
const FRESH_MS = 90_000
/** Of one host: whoever starts thousands under names of their own keeps the latest. */
const MOST_REMOVED = 1000
const METRICS = metricsOf('container').map(({ id }) => id)
/** Ids are 32 bits wide in the database. */
const LARGEST_ID = 2_147_483_647
/** A container's id is told in short, and recognised by any start of it that long. */
const SHORT_ID = 12

/** The containers of all hosts: what their engines told, and the figures beside it. */
export class Containers {
  readonly #deps: ContainersDeps
  readonly #waiting = new Map<number, ContainerList>()
  readonly #engines = new Map<number, EngineReport>()
  #writing: Promise<void> | null = null
  #cancelRetry: (() => void) | null = null
  #stopSchedule = (): void => {}

  constructor(deps: ContainersDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#stopSchedule = every(this.#deps.clock, SWEEP_MS, () => void this.sweep())
  }

  /** Takes over what a host's engines told. Never throws, never waits. */
  told(host: number, list: ContainerList): void {
    this.#engines.set(host, { engines: list.engines, troubles: list.troubles })
    this.#waiting.set(host, list)
    if (!this.#cancelRetry) this.#write()
  }

  /** How a host's engines are, as it last told; null when it has not since the hub was started. */
  engines(host: number): EngineReport | null {
    return this.#engines.get(host) ?? null
  }

  /** Without figures; by name, with those that are removed while they have history. */
  stored(host: number): Promise<readonly StoredContainer[]> {
    return this.#deps.store.list(host)
  }

  /** With figures. */
  async list(host: number): Promise<readonly ContainerView[]> {
    await this.#deps.look?.(host)
    await this.#writing
    const [containers, series] = await Promise.all([this.#deps.store.list(host), this.#deps.metrics.series(host)])
    const newest = Math.max(...series.map(({ last }) => last))
    const latest = new Map(series.filter(({ group }) => group === 'container').map((each) => [each.instance, each]))
    return Promise.all(containers.map((container) => this.#view(container, latest.get(container.name), newest)))
  }

  /** By the number it has here or its engine's id; rejects with `DomainError('not_found')`. */
  async find(host: number, reference: string): Promise<StoredContainer> {
    const { store } = this.#deps
    const number = /^\d{1,10}$/.test(reference) ? Number(reference) : null
    const found =
      number !== null
        ? await store.byId(host, Math.min(number, LARGEST_ID))
        : (await store.list(host)).find(({ containerId }) => reference.length >= SHORT_ID && containerId.startsWith(reference))
    if (!found) throw new DomainError('not_found', 'no such container')
    return found
  }

  /** Forgets containers that are gone and have no history any more. */
  async sweep(): Promise<void> {
    try {
      for (const { id } of await this.#deps.hosts.list()) await this.#sweepHost(id)
    } catch (error) {
      this.#deps.log(`containers: those that are gone are kept for another hour: ${error instanceof Error ? error.message : error}`)
    }
  }

  /** Writes what was told, once, and stops trying. */
  async stop(): Promise<void> {
    this.#stopSchedule()
    this.#cancelRetry?.()
    // What fails from here on is not tried again.
    this.#cancelRetry = () => {}
    await this.#writing
    await this.#flush()
  }

  async #sweepHost(host: number): Promise<void> {
    const { store, metrics } = this.#deps
    const gone = (await store.list(host)).filter(({ state }) => state === 'removed' || state === 'unknown')
    if (gone.length === 0) return
    const series = await metrics.series(host)
    const remembered = new Set(series.filter(({ group }) => group === 'container').map(({ instance }) => instance))
    const byAge = gone.toSorted((a, b) => b.updatedAt - a.updatedAt)
    const dropped = byAge.filter(({ name }, i) => i >= MOST_REMOVED || !remembered.has(name))
    await store.drop(
      host,
      dropped.map(({ id }) => id),
    )
  }

  async #view(container: StoredContainer, latest: SeriesInfo | undefined, newest: number): Promise<ContainerView> {
    const isCurrent = RUNNING.includes(container.state) && latest !== undefined && newest - latest.last <= FRESH_MS
    return { ...container, reportedAt: latest?.last ?? null, figures: isCurrent ? await this.#figures(container, latest.last) : null }
  }

  async #figures({ host, name }: StoredContainer, at: number): Promise<Figures> {
    const query = { host, group: 'container', instance: name, metrics: METRICS, from: at, to: at + 1 } as const
    const { columns } = await this.#deps.metrics.read(query)
    return Object.fromEntries(columns.map(({ metric, values, present }) => [metric, present.at(-1) === 1 ? (values.at(-1) ?? null) : null]))
  }

  #write(): void {
    this.#writing ??= this.#flush().finally(() => {
      this.#writing = null
      if (this.#waiting.size > 0 && !this.#cancelRetry) this.#write()
    })
  }

  async #flush(): Promise<void> {
    const { store, clock, log } = this.#deps
    for (let [next] = this.#waiting; next; [next] = this.#waiting) {
      const [host, { engines, containers }] = next
      this.#waiting.delete(host)
      try {
        await store.replace({ host, engines, containers: named(containers), now: clock.now() })
      } catch (error) {
        if (!this.#waiting.has(host)) this.#waiting.set(host, next[1])
        log(`containers: those of host ${host} are not kept: ${error instanceof Error ? error.message : error}`)
        this.#cancelRetry ??= clock.after(RETRY_MS, () => {
          this.#cancelRetry = null
          this.#write()
        })
        return
      }
    }
  }
}

/** Each name once, whatever an agent makes of it. */
function named(containers: ContainerList['containers']): ContainerList['containers'] {
  return [...new Map(containers.map((container) => [container.name, container])).values()]
}
