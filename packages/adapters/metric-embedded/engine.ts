import { DomainError } from '@hyperion/domain/errors'
import { columnOf, findMetric, type GroupId, groupByNumber, type Metric, type RetentionPolicy } from '@hyperion/domain/metrics'
import type {
  HostFrame,
  MetricStore,
  Pruning,
  Series,
  SeriesInfo,
  SeriesQuery,
  Statistics,
  StatisticsQuery,
  StoreUsage,
} from '@hyperion/ports/metric-store'
import { aroundAmounts, withAmounts } from './amounts.ts'
import { Blocks } from './blocks.ts'
import { toSeries } from './buckets.ts'
import { type Collected, collect } from './collect.ts'
import type { Context } from './context.ts'
import { DamageLog } from './damage.ts'
import { type Appended, Ingest } from './ingest.ts'
import { Mutex } from './mutex.ts'
import { Purge } from './purge.ts'
import { Registry } from './registry.ts'
import { joinRows } from './rows.ts'
import { sealSeries } from './seal.ts'
import { statisticsOf } from './statistics.ts'
import type { BlockStorage, Forgotten } from './storage.ts'
import { Upkeep } from './upkeep.ts'
import { blockSizes, hostUsages, prunings } from './usage.ts'

const SEAL_BATCH = 32
const EVER = Number.MAX_SAFE_INTEGER

/** The store itself, over a database of either kind. */
export class Engine implements MetricStore {
  readonly #context: Context
  readonly #ingest: Ingest
  readonly #purge: Purge
  readonly #upkeep: Upkeep
  #closed = false

  private constructor(context: Context, forgotten: readonly Forgotten[]) {
    this.#context = context
    this.#ingest = new Ingest(context)
    this.#purge = new Purge(context, forgotten)
    this.#upkeep = new Upkeep(context, this.#purge)
  }

  static async open(storage: BlockStorage, log: (message: string) => void): Promise<Engine> {
    await storage.open()
    const registry = new Registry()
    const forgotten = await storage.forgotten()
    registry.load(
      await storage.series(),
      forgotten.map(({ series }) => series),
    )
    const context: Context = {
      storage,
      registry,
      blocks: new Blocks(storage, registry),
      damage: new DamageLog(log),
      log,
      writing: new Mutex(),
      nextSequence: 1,
      doubtful: [],
      forgottenBelow: new Map(),
    }
    for (const { sealed } of registry.all()) context.nextSequence = Math.max(context.nextSequence, sealed + 1)
    for (const { host, below } of forgotten) {
      context.nextSequence = Math.max(context.nextSequence, below)
      context.forgottenBelow.set(host, Math.max(below, context.forgottenBelow.get(host) ?? 0))
    }
    const engine = new Engine(context, forgotten)
    await engine.#loadLastTimes()
    await engine.#ingest.replay()
    if (forgotten.length > 0) engine.#purgeBehind()
    return engine
  }

  append(frames: readonly HostFrame[]): Promise<Appended> {
    return this.#guarded(() => this.#ingest.append(frames))
  }

  read(query: SeriesQuery): Promise<Series> {
    return this.#guarded(async () => {
      const metrics = metricsOfQuery(query)
      const wanted = metrics.map((metric) => ({ metric: metric.id, counter: isCounter(metric) && !query.amounts }))
      return this.#collect(query, metrics, (collected) => toSeries(collected, wanted, query))
    })
  }

  statistics(query: StatisticsQuery): Promise<readonly (Statistics | null)[]> {
    return this.#guarded(async () => {
      const metrics = metricsOfQuery(query)
      return this.#collect(query, metrics, (collected) => metrics.map((_, i) => statisticsOf(collected, i)))
    })
  }

  series(id: number): Promise<readonly SeriesInfo[]> {
    return this.#guarded(async () => {
      const host = this.#context.registry.findHost(id)
      if (!host) return []
      const open = [...host.series.values()].map((each) => ({ each, extent: extentOf(each.head) }))
      const stored = new Map((await this.#context.storage.extents(id)).map((extent) => [extent.series, extent]))
      return open.flatMap(({ each, extent }) => {
        const group = groupByNumber(each.group)
        const extents = [extent, stored.get(each.id)].filter((one) => one !== undefined)
        if (!group || extents.length === 0) return []
        const first = Math.min(...extents.map((one) => one.first))
        return [{ group, instance: each.instance, first, last: Math.max(...extents.map((one) => one.last)) }]
      })
    })
  }

  usage(): Promise<StoreUsage> {
    return this.#guarded(async () => {
      const { storage, damage, writing, blocks } = this.#context
      await writing.run(() => blocks.load())
      const { tableBytes, journalBytes, ...database } = await storage.size()
      const { blockBytes, overhead } = blockSizes(this.#context)
      const hosts = hostUsages(this.#context, journalBytes)
      return {
        values: hosts.reduce((sum, { values }) => sum + values, 0),
        blockBytes,
        totalBytes: tableBytes ?? blockBytes + overhead + journalBytes,
        ...database,
        damagedBlocks: damage.count,
        hosts,
        forgetting: await this.#purge.progress(),
      }
    })
  }

  foresee(now: number, policy: RetentionPolicy): Promise<readonly Pruning[]> {
    return this.#guarded(async () => {
      await this.#context.writing.run(() => this.#context.blocks.load())
      return prunings(this.#context, now, policy)
    })
  }

  maintain(now: number, policy: RetentionPolicy): Promise<void> {
    return this.#guarded(() => this.#upkeep.run(now, policy))
  }

  forget(id: number): Promise<void> {
    return this.#guarded(async () => {
      // What was accepted of it before is forgotten with it.
      await this.#ingest.append([])
      if (!this.#context.registry.findHost(id)) return
      await this.#context.writing.run(() => this.#forget(id))
      this.#purgeBehind()
    })
  }

  async #forget(id: number): Promise<void> {
    const { registry, storage, blocks, nextSequence: below } = this.#context
    const host = registry.findHost(id)
    if (!host) return
    const series = [host.times, ...host.series.values()].map((each) => ({ series: each.id, host: id, below }))
    await storage.write([{ kind: 'forget', series }])
    registry.forget(id)
    blocks.forget(id)
    this.#context.forgottenBelow.set(id, below)
    this.#purge.add(series)
  }

  /** Upkeep tries again what fails here. */
  #purgeBehind(): void {
    this.#purge
      .run()
      .then(() => (this.#closed ? undefined : this.#upkeep.reclaim(0)))
      .catch((error: unknown) => this.#context.log(`metric storage: deleting a host goes on later (${describe(error)})`))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#purge.stop()
    await this.#ingest.idle()
    await this.#sealAll().catch((error: unknown) =>
      this.#context.log(`metric storage: the journal is kept for the next start (${describe(error)})`),
    )
    await this.#context.storage.close()
  }

  async #sealAll(): Promise<void> {
    const open = [...this.#context.registry.all()].filter(({ head }) => head.length > 0)
    for (let i = 0; i < open.length; i += SEAL_BATCH) {
      await this.#context.writing.run(() => sealSeries(this.#context, open.slice(i, i + SEAL_BATCH)))
    }
  }

  async #collect<T>(query: StatisticsQuery, metrics: readonly Metric[], use: (collected: Collected) => T): Promise<T> {
    const series = this.#context.registry.find(query.host, query.group, query.instance)
    const columns = metrics.map(columnOf)
    if (!series || !(query.to > query.from)) return use({ raw: joinRows([], columns.length), tiers: [], damaged: false })
    const range = { from: Math.max(0, Math.ceil(query.from)), to: Math.min(EVER, Math.ceil(query.to)) }
    if (!query.amounts || !metrics.some(isCounter)) return collect(this.#context, series, range, columns, use)
    const counters = metrics.map(isCounter)
    return collect(this.#context, series, aroundAmounts(range), columns, (wide) => use(withAmounts(wide, range, counters)))
  }

  async #loadLastTimes(): Promise<void> {
    const hosts = [...this.#context.registry.hosts()]
    const last = await this.#context.storage.lastTimes(hosts.map(({ times }) => times.id))
    for (const host of hosts) host.lastSealed = last.get(host.times.id) ?? Number.NEGATIVE_INFINITY
  }

  async #guarded<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new DomainError('storage_unavailable', 'the metric store is closed')
    try {
      return await task()
    } catch (error) {
      if (error instanceof DomainError) throw error
      throw new DomainError('storage_unavailable', describe(error))
    }
  }
}

function isCounter({ kind }: Metric): boolean {
  return kind === 'counter'
}

function metricsOfQuery({ group, metrics }: { readonly group: GroupId; readonly metrics: readonly string[] }): Metric[] {
  return metrics.map((id) => {
    const metric = findMetric(id)
    if (!metric || metric.group !== group) throw new DomainError('validation_failed', `metric ${id} is not in group ${group}`)
    return metric
  })
}

function extentOf(head: {
  readonly length: number
  readonly firstTime: number
  readonly lastTime: number
}): { first: number; last: number } | undefined {
  return head.length > 0 ? { first: head.firstTime, last: head.lastTime } : undefined
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
