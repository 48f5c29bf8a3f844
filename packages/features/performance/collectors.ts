import { DomainError } from '@hyperion/domain/errors'
import type { CloudPlacement, HostInfo, InterfaceInfo } from '@hyperion/domain/hosts'
import type { Host, HostStore } from '@hyperion/ports/hosts'

/** What a host told of itself apart from measurements. */
export interface CollectorFacts {
  readonly info: HostInfo
  readonly interfaces: readonly InterfaceInfo[]
  readonly cloud: CloudPlacement | null
  /** Epoch ms of the latest report. */
  readonly lastSeen: number | null
  readonly online: boolean
}

/** A host with its inventory; null is what it has not told. */
export interface Collector {
  readonly id: number
  readonly name: string
  readonly createdAt: number
  readonly facts: CollectorFacts | null
}

export interface CollectorsDeps {
  readonly hosts: Pick<HostStore, 'list' | 'byId'>
  readonly factsOf: (host: number) => CollectorFacts | null
}

/** The hosts as PerfAnalysis lists them. */
export class Collectors {
  readonly #deps: CollectorsDeps

  constructor(deps: CollectorsDeps) {
    this.#deps = deps
  }

  async list(): Promise<readonly Collector[]> {
    return (await this.#deps.hosts.list()).map((host) => this.#collector(host))
  }

  async find(id: number): Promise<Collector> {
    const host = await this.#deps.hosts.byId(id)
    if (!host) throw new DomainError('not_found', 'no such host')
    return this.#collector(host)
  }

  #collector({ id, name, createdAt }: Host): Collector {
    return { id, name, createdAt, facts: this.#deps.factsOf(id) }
  }
}
