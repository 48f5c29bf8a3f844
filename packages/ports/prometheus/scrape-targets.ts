import type { HostInventory } from '@hyperion/domain/hosts'

/** A node_exporter that the hub asks for its figures. */
export interface ScrapeTarget {
  readonly host: number
  /** Its host's name. */
  readonly name: string
  readonly url: string
  /** Sealed; null where it asks for none. */
  readonly credentials: string | null
  /** Certificates in PEM that its own is checked against; null for the public ones. */
  readonly ca: string | null
  /** Name in its certificate where that is not the one of the address. */
  readonly serverName: string | null
  /** Its own interval; null when the hub's default counts. */
  readonly intervalMs: number | null
  readonly timeoutMs: number
  readonly createdAt: number
  /** Null until it has told. */
  readonly inventory: HostInventory | null
  /** Epoch ms of its last answer; null before the first. */
  readonly lastSeen: number | null
}

export type NewScrapeTarget = Omit<ScrapeTarget, 'host'>

export type ScrapeTargetChange = Partial<
  Pick<ScrapeTarget, 'name' | 'url' | 'credentials' | 'ca' | 'serverName' | 'intervalMs' | 'timeoutMs'>
>

/** What its answers tell of a host; what is left out stays. */
export interface ExporterNews {
  readonly inventory?: HostInventory
  readonly lastSeen?: number
}

export interface ScrapeTargetStore {
  /** By host. */
  list(): Promise<readonly ScrapeTarget[]>
  /** Makes the host with its target, both or neither. Rejects with `DomainError('conflict')` for an address that another has. */
  add(target: NewScrapeTarget): Promise<ScrapeTarget>
  /** Undefined when the host has no target; rejects as {@link add} does. */
  change(host: number, change: ScrapeTargetChange): Promise<ScrapeTarget | undefined>
  /** Keeps news of a target; one that is gone meanwhile is left alone. A host that was named after its machine follows its name. */
  keep(host: number, news: ExporterNews): Promise<void>
  /** Deletes the host; false when it has no target. */
  remove(host: number): Promise<boolean>
}
