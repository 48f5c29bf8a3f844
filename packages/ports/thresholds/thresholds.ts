import type { Thresholds } from '@hyperion/domain/alerts'

export interface StoredThresholds {
  readonly thresholds: Thresholds
  /** The latest change, epoch ms; null while all are the defaults. */
  readonly updatedAt: number | null
  /** Name of who made it; null while all are the defaults, and when that user is gone. */
  readonly updatedBy: string | null
}

/** One warning and one critical level a resource; the defaults at first. */
export interface ThresholdStore {
  read(): Promise<StoredThresholds>
  /** Sets the given resources, all or none, and answers as {@link ThresholdStore.read} then does. */
  change(change: Partial<Thresholds>, by: { readonly userId: number; readonly at: number }): Promise<StoredThresholds>
}
