import type { Retention } from '@hyperion/domain/metrics'

export interface StoredRetention {
  readonly retention: Retention
  /** Epoch ms of the latest change; null, as its author is, while it is as it came. */
  readonly updatedAt: number | null
  readonly updatedBy: string | null
}

export interface RetentionChange {
  readonly retention: Retention
  readonly by: string
  readonly at: number
}

/** How long history is kept: of all hosts, and of those that have a retention of their own. */
export interface RetentionStore {
  standard(): Promise<StoredRetention>
  /** By host. */
  own(): Promise<ReadonlyMap<number, StoredRetention>>
  setStandard(change: RetentionChange): Promise<void>
  /** Rejects with `DomainError('not_found')` for an unknown host. */
  setOwn(host: number, change: RetentionChange): Promise<void>
  /** The host goes by the standard again; nothing happens where it does. */
  clearOwn(host: number): Promise<void>
}
