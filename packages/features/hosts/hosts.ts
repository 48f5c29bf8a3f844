import { DomainError } from '@hyperion/domain/errors'
import type { HostKind, ProcessTable } from '@hyperion/domain/hosts'
import type { Host, HostStore } from '@hyperion/ports/hosts'
import type { Operator } from '../operators/index.ts'
import type { HostChange, HostSource, HostStatus, ToldUnits } from './source.ts'

export interface HostsDeps {
  readonly store: Pick<HostStore, 'list' | 'byId' | 'setTags'>
  /** One for each kind of host that the hub watches. */
  readonly sources: readonly HostSource[]
}

/** A host with how it is at this moment. */
export interface HostView extends Host {
  readonly status: HostStatus
}

const UNKNOWN: Omit<HostStatus, 'name'> = {
  inventory: null,
  online: false,
  lastSeen: null,
  intervalMs: 0,
  ownInterval: false,
  troubles: [],
  lacks: [],
}

/** Every monitored machine, whatever watches it. */
export class Hosts {
  readonly #store: HostsDeps['store']
  readonly #sources: ReadonlyMap<HostKind, HostSource>
  readonly #listeners = new Set<() => void>()

  constructor({ store, sources }: HostsDeps) {
    this.#store = store
    this.#sources = new Map(sources.map((source) => [source.kind, source]))
  }

  /** By id. */
  async list(): Promise<readonly HostView[]> {
    return (await this.#store.list()).map((host) => this.#view(host))
  }

  /** Rejects with `DomainError('not_found')` for an unknown host. */
  async find(id: number): Promise<HostView> {
    const host = await this.#store.byId(id)
    if (!host) throw new DomainError('not_found', 'no such host')
    return this.#view(host)
  }

  async setTags(id: number, tags: readonly string[]): Promise<HostView> {
    const host = await this.#store.setTags(id, tags)
    this.#changed()
    return this.#view(host)
  }

  async change(id: number, change: HostChange): Promise<HostView> {
    await (await this.#sourceOf(id)).change(id, change)
    this.#changed()
    return this.find(id)
  }

  /** Deletes a host with its history. */
  async remove(id: number): Promise<void> {
    await (await this.#sourceOf(id)).remove(id)
    this.#changed()
  }

  /** Tells of every change made here; the answer ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Null where the units of a host are not seen, or not told yet. */
  async units(id: number): Promise<ToldUnits | null> {
    return (await this.#knowing(id)?.units?.(id)) ?? null
  }

  /** Units as they are at this moment; null where that is not known. */
  async presentUnits(id: number): Promise<ToldUnits['units'] | null> {
    return this.status(id)?.online ? ((await this.units(id))?.units ?? null) : null
  }

  /** The processes of this moment; null where only snapshots of them are kept. */
  async processes(id: number): Promise<ProcessTable | null> {
    return (await this.#knowing(id)?.processes?.(id)) ?? null
  }

  /** Null while the host is away, or where it takes no orders. */
  operator(id: number): Operator | null {
    return this.#knowing(id)?.operator?.(id) ?? null
  }

  /** Asks a host for live samples until the answer is called. */
  watch(id: number): () => void {
    return this.#knowing(id)?.watch?.(id) ?? (() => {})
  }

  /** Without asking the database; undefined for an unknown host. */
  status(id: number): HostStatus | undefined {
    for (const source of this.#sources.values()) {
      const status = source.status(id)
      if (status) return status
    }
    return undefined
  }

  /** Without asking the database. */
  #knowing(id: number): HostSource | undefined {
    return [...this.#sources.values()].find((source) => source.status(id) !== undefined)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  async #sourceOf(id: number): Promise<HostSource> {
    const { kind } = await this.find(id)
    const source = this.#sources.get(kind)
    if (!source) throw new DomainError('conflict', `nothing watches hosts of kind ${kind}`)
    return source
  }

  #view(host: Host): HostView {
    return { ...host, status: this.#sources.get(host.kind)?.status(host.id) ?? { ...UNKNOWN, name: host.name } }
  }
}
