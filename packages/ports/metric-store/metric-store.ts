import type { GroupId, RetentionPolicy } from '@hyperion/domain/metrics'

/** A report's bytes (see domain/metrics/frame) and the host that sent it. */
export interface HostFrame {
  readonly host: number
  readonly frame: Uint8Array
}

export interface TimeRange {
  /** Epoch ms, inclusive. */
  readonly from: number
  /** Epoch ms, exclusive. */
  readonly to: number
}

export interface SeriesQuery extends TimeRange {
  readonly host: number
  readonly group: GroupId
  readonly instance: string
  /** Catalog ids, all of `group`; answered in this order. */
  readonly metrics: readonly string[]
  /** Up to so many points come as stored; above, buckets of equal width. Left out: always as stored. */
  readonly maxPoints?: number
  /** Buckets of at least this width in ms whatever the number of points, so that several series share theirs. */
  readonly width?: number
  /** Counters come as what was added since the report before (see `turnIntoAmounts`) instead of as they stand. */
  readonly amounts?: boolean
}

/** What statistics are asked of. */
export type StatisticsQuery = Omit<SeriesQuery, 'maxPoints' | 'width'>

/** Values of one metric; `NaN` with `present` 0 where a point has no value. */
export interface Column {
  readonly metric: string
  /** Stored value, or the bucket's average (for a counter as it stands: its last value). */
  readonly values: Float64Array
  /** 1 where there is a value. Stored NaN is a value. */
  readonly present: Uint8Array
  /** Bucket minimum and maximum, when the points are buckets. */
  readonly min?: Float64Array
  readonly max?: Float64Array
}

export interface Series {
  /** Epoch ms, ascending; a bucket's time is its start. Empty buckets are left out: a gap is a gap. */
  readonly times: Float64Array
  readonly columns: readonly Column[]
  /** Bucket width in ms, or 0 when the points are as stored. */
  readonly bucket: number
  /** True when damaged blocks were skipped in this range. */
  readonly damaged: boolean
}

/** Standard deviation of the population; percentiles interpolate linearly; p100 is the maximum. */
export interface Statistics {
  readonly count: number
  readonly min: number
  readonly max: number
  readonly avg: number
  readonly stddev: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly p95: number
  readonly p97_5: number
  readonly p99: number
  readonly p100: number
  /** The latest value of the range. */
  readonly current: number
}

export interface SeriesInfo {
  readonly group: GroupId
  readonly instance: string
  /** Epoch ms of the first and last stored report. */
  readonly first: number
  readonly last: number
}

/** What is kept of history: as reported, in steps of five minutes, hourly; and the instants of all reports. */
export const HISTORY_PARTS = ['raw', 'fine', 'coarse', 'times'] as const
export type HistoryPart = (typeof HISTORY_PARTS)[number]

/** What the history of one host takes. */
export interface HostUsage {
  readonly host: number
  /** Values held as reported. */
  readonly values: number
  /** Bytes of sealed blocks. */
  readonly bytes: Readonly<Record<HistoryPart, number>>
  /** Its share of the journal, which holds what is not yet in blocks. */
  readonly journalBytes: number
  /** Epoch ms of the first and last report; null without any. */
  readonly first: number | null
  readonly last: number | null
  /** Bytes, and values as reported, of a whole day lately; null of a part until a day of it is known. */
  readonly daily: Readonly<Record<HistoryPart, number | null>> & { readonly values: number | null }
}

/** A host that was forgotten and whose blocks are not all deleted yet. */
export interface Forgetting {
  readonly host: number
  readonly blocksLeft: number
}

export interface StoreUsage {
  /** Values held, and bytes of sealed blocks and of everything the metrics take. */
  readonly values: number
  readonly blockBytes: number
  readonly totalBytes: number
  /** Bytes of the whole database, of which so many are free to be written anew. */
  readonly databaseBytes: number
  readonly freeBytes: number
  /** Blocks found damaged since start; each is reported once on the log. */
  readonly damagedBlocks: number
  /** By id. */
  readonly hosts: readonly HostUsage[]
  readonly forgetting: readonly Forgetting[]
}

/** What upkeep takes from a host when a policy applies. */
export interface Pruning {
  readonly host: number
  /** Bytes of blocks that go for good. */
  readonly droppedBytes: number
  /** Days of history that go for good. */
  readonly droppedDays: number
  /** Values as reported of which only averages with minimum and maximum stay. */
  readonly thinnedValues: number
  /** Days of them. */
  readonly thinnedDays: number
  /** Bytes of blocks that become coarser. */
  readonly thinnedBytes: number
}

/** History of all hosts. Every method rejects with `DomainError('storage_unavailable')` when the medium fails. */
export interface MetricStore {
  /**
   * Appends reports; resolves once all are durable. Idempotent by host and instant: the first report of an instant
   * stays. A frame that cannot be decoded is left out and counted in the answer, the others are kept.
   */
  append(frames: readonly HostFrame[]): Promise<{ readonly appended: number; readonly duplicates: number; readonly malformed: number }>
  /** The arrays of the answer are the caller's alone, who may give their memory back. */
  read(query: SeriesQuery): Promise<Series>
  /** Statistics of each metric of the query, null where there is no value. Exact while the range is raw. */
  statistics(query: StatisticsQuery): Promise<readonly (Statistics | null)[]>
  /** Groups and instances that a host has history of. */
  series(host: number): Promise<readonly SeriesInfo[]>
  usage(): Promise<StoreUsage>
  /** What upkeep at this time would take away, by host; hosts that lose nothing are left out. */
  foresee(now: number, policy: RetentionPolicy): Promise<readonly Pruning[]>
  /** Seals what is full, makes coarser tiers, drops what retention no longer keeps and gives its space back. */
  maintain(now: number, policy: RetentionPolicy): Promise<void>
  /**
   * Forgets a host. Once this resolves nothing of it can be read, whatever happens; its blocks are deleted little by
   * little, also by a later process, and at the latest by the next upkeep.
   */
  forget(host: number): Promise<void>
  /** Finishes what was accepted; afterwards every method rejects. */
  close(): Promise<void>
}
