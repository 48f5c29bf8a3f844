import type { HostKind } from '@hyperion/domain/hosts'

/** A monitored machine. */
export interface Host {
  readonly id: number
  readonly name: string
  readonly kind: HostKind
  readonly createdAt: number
  /** Sorted. */
  readonly tags: readonly string[]
}

export interface HostStore {
  list(): Promise<readonly Host[]>
  byId(id: number): Promise<Host | undefined>
  /** The hub's own machine, made on the first call; a changed host name is taken over. */
  ensureHub(name: string, now: number): Promise<Host>
  /** Gives a host these tags and no others. Rejects with `DomainError('not_found')` for an unknown one. */
  setTags(id: number, tags: readonly string[]): Promise<Host>
}
