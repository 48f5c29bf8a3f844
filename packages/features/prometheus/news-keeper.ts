import type { HostInventory } from '@hyperion/domain/hosts'
import type { ExporterNews } from '@hyperion/ports/prometheus'

export interface NewsKeeperDeps {
  readonly keep: (host: number, news: ExporterNews) => Promise<void>
  readonly log: (message: string) => void
}

/** What did not change is written so often at most. */
const KEEP_MS = 60_000

/** Keeps what exporters tell of their hosts, one after the other, and not every time. */
export class NewsKeeper {
  readonly #deps: NewsKeeperDeps
  readonly #keptAt = new Map<number, number>()
  #saving: Promise<void> = Promise.resolve()

  constructor(deps: NewsKeeperDeps) {
    this.#deps = deps
  }

  tell(host: number, before: HostInventory | null, now: HostInventory, at: number): void {
    const same = JSON.stringify(before) === JSON.stringify(now)
    if (same && at - (this.#keptAt.get(host) ?? 0) < KEEP_MS) return
    this.#keptAt.set(host, at)
    this.#save(host, { ...(!same && { inventory: now }), lastSeen: at })
  }

  forget(host: number): void {
    this.#keptAt.delete(host)
  }

  async settled(): Promise<void> {
    await this.#saving
  }

  #save(host: number, news: ExporterNews): void {
    this.#saving = this.#saving
      .then(() => this.#deps.keep(host, news))
      .catch((error: unknown) => this.#deps.log(`prometheus: what host ${host} told is not kept: ${error}`))
  }
}
