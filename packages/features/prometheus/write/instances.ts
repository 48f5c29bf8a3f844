import { isIP } from 'node:net'
import { DomainError } from '@hyperion/domain/errors'
import type { HostInventory } from '@hyperion/domain/hosts'
import { oneLine, shortened } from '@hyperion/domain/text'
import type { Clock } from '@hyperion/ports/clock'
import type { Receiver, RemoteWriteStore, WrittenInstance } from '@hyperion/ports/prometheus'
import { NewsKeeper } from '../news-keeper.ts'

export interface InstancesDeps {
  readonly store: RemoteWriteStore
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** An instance that may not become a host: its receiver takes no new ones. */
export interface UnknownInstance {
  readonly receiver: number
  readonly job: string
  readonly instance: string
  readonly at: number
}

/** Unknown ones that are remembered, and hosts that receivers may make. */
const UNKNOWN = 1000
const MOST_HOSTS = 10_000
const NAME_LENGTH = 255

/** Which host the samples of a job's instance are of. */
export class Instances {
  readonly #deps: InstancesDeps
  readonly #byKey = new Map<string, WrittenInstance>()
  readonly #byHost = new Map<number, WrittenInstance>()
  readonly #unknown = new Map<string, UnknownInstance>()
  readonly #news: NewsKeeper

  constructor(deps: InstancesDeps) {
    this.#deps = deps
    this.#news = new NewsKeeper({ keep: (host, news) => deps.store.keep(host, news), log: deps.log })
  }

  async load(): Promise<void> {
    this.#byKey.clear()
    this.#byHost.clear()
    for (const each of await this.#deps.store.instances()) this.#remember(each)
  }

  list(): readonly WrittenInstance[] {
    return [...this.#byKey.values()]
  }

  unknown(): readonly UnknownInstance[] {
    return [...this.#unknown.values()]
  }

  get(host: number): WrittenInstance | undefined {
    return this.#byHost.get(host)
  }

  /** The host of an instance, made now if it may be; null where its samples are left aside. */
  async hostFor({ id: receiver, newHosts }: Pick<Receiver, 'id' | 'newHosts'>, job: string, instance: string): Promise<number | null> {
    const key = keyOf(receiver, job, instance)
    const known = this.#byKey.get(key)
    if (known) return known.host
    const { store, clock } = this.#deps
    const now = clock.now()
    if (!newHosts || this.#byHost.size >= MOST_HOSTS) {
      if (this.#unknown.size < UNKNOWN || this.#unknown.has(key)) this.#unknown.set(key, { receiver, job, instance, at: now })
      return null
    }
    const made = await store.admit({ receiver, job, instance }, nameFor(instance, ''), now)
    this.#unknown.delete(key)
    this.#remember(made)
    return made.host
  }

  told(host: number, inventory: HostInventory, at: number): void {
    const before = this.#byHost.get(host)
    if (!before) return
    this.#news.tell(host, before.inventory, inventory, at)
    this.#remember({ ...before, inventory, lastSeen: at })
    // Until somebody names it, it is called as well as is known by now.
    const name = nameFor(before.instance, inventory.info.hostname)
    const given = nameFor(before.instance, before.inventory?.info.hostname ?? '')
    if (name !== before.name && before.name === given) void this.rename(host, name).catch(() => {})
  }

  seen(host: number, at: number): void {
    const known = this.#byHost.get(host)
    if (known) this.#remember({ ...known, lastSeen: at })
  }

  async rename(host: number, name: string): Promise<void> {
    if (!(await this.#deps.store.rename(host, name))) throw new DomainError('not_found', 'no Prometheus writes of this host')
    const known = this.#byHost.get(host)
    if (known) this.#remember({ ...known, name })
  }

  /** Deletes the host; its samples are left aside from then on. */
  async remove(host: number): Promise<void> {
    await this.#news.settled()
    if (!(await this.#deps.store.removeHost(host))) throw new DomainError('not_found', 'no Prometheus writes of this host')
    await this.load()
  }

  /** Lets an instance in again whose host was deleted. */
  async forgive(id: number): Promise<void> {
    if (!(await this.#deps.store.forgive(id))) throw new DomainError('not_found', 'no refused instance of this number')
    await this.load()
  }

  /** Nobody writes for the hosts of a receiver any more. */
  async receiverGone(receiver: number): Promise<void> {
    for (const [key, each] of this.#unknown) if (each.receiver === receiver) this.#unknown.delete(key)
    await this.load()
  }

  async settled(): Promise<void> {
    await this.#news.settled()
  }

  #remember(each: WrittenInstance): void {
    this.#byKey.set(each.receiver === null ? `gone ${each.id}` : keyOf(each.receiver, each.job, each.instance), each)
    if (each.host !== null) this.#byHost.set(each.host, each)
  }
}

function keyOf(receiver: number, job: string, instance: string): string {
  return `${receiver}\u0000${job}\u0000${instance}`
}

/** The instance without its port, or the machine's own name where the instance is a mere address. */
function nameFor(instance: string, hostname: string): string {
  const host = instance.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  const address = isIP(host) !== 0 || host === 'localhost'
  const name = oneLine(address && hostname !== '' ? hostname : host)
  return shortened(name === '' ? '?' : name, NAME_LENGTH)
}
