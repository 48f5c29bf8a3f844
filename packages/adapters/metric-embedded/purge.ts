import type { Forgetting } from '@hyperion/ports/metric-store'
import type { Context } from './context.ts'
import { oldestNeeded } from './seal.ts'
import type { Forgotten } from './storage.ts'

/** Blocks deleted in one transaction: reports come in between. */
const BATCH = 50

/** Deletes the blocks of forgotten hosts, also of those that an earlier process did not get done with. */
export class Purge {
  readonly #context: Context
  readonly #left: Map<number, Forgotten>
  #running: Promise<void> | null = null
  #stopped = false

  constructor(context: Context, left: readonly Forgotten[]) {
    this.#context = context
    this.#left = new Map(left.map((each) => [each.series, each]))
  }

  /** Series that were just forgotten. */
  add(series: readonly Forgotten[]): void {
    for (const each of series) this.#left.set(each.series, each)
  }

  /** Goes on until nothing is left, or it is stopped. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Leaves the rest for later; resolves when the step under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running?.catch(() => undefined)
  }

  /** Hosts with blocks left. */
  async progress(): Promise<readonly Forgetting[]> {
    const hosts = Map.groupBy(this.#left.values(), ({ host }) => host)
    const counted = [...hosts].map(async ([host, series]) => ({
      host,
      blocksLeft: await this.#context.storage.countBlocks(series.map((each) => each.series)),
    }))
    return (await Promise.all(counted)).filter(({ blocksLeft }) => blocksLeft > 0)
  }

  async #run(): Promise<void> {
    const series = [...this.#left.values()]
    for (const { series: id } of series) {
      while (!this.#stopped && (await this.#context.writing.run(() => this.#some(id)))) {
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    if (!this.#stopped) await this.#context.writing.run(() => this.#finish(series))
  }

  async #some(series: number): Promise<boolean> {
    const blocks = await this.#context.storage.blocksOf(series, BATCH)
    if (blocks.length > 0) await this.#context.blocks.write([{ kind: 'remove', blocks, purged: true }])
    return blocks.length === BATCH
  }

  /** A series is remembered as forgotten until the journal has nothing of it either. */
  async #finish(emptied: readonly Forgotten[]): Promise<void> {
    const needed = oldestNeeded(this.#context, new Set())
    const done = emptied.filter(({ below }) => below <= needed).map(({ series }) => series)
    if (done.length === 0) return
    await this.#context.storage.write([
      { kind: 'trim', below: needed },
      { kind: 'purged', series: done },
    ])
    for (const series of done) this.#left.delete(series)
  }
}
