/** What the store needs of a database: a journal, blocks and series. One implementation a dialect. */
export interface BlockStorage {
  /** Connects and makes the tables. */
  open(): Promise<void>
  close(): Promise<void>
  /** Applies all changes or none; resolves once they are durable. */
  write(changes: readonly Change[]): Promise<void>
  series(): Promise<SeriesRow[]>
  /** Journal entries in order. */
  journal(): AsyncIterable<JournalEntry>
  /** A series' blocks of all tiers, or of one, that touch the range, in order of their first row, in one consistent view. */
  blocks(series: number, range: BlockRange): Promise<StoredBlock[]>
  /** Days of series with raw blocks that are not one yet, where the day begins before `closed` or `many` blocks are small. */
  unmerged(closed: number, small: SmallBlocks): Promise<UnmergedDay[]>
  /** Blocks of a tier whose rows are all before `before`, by series and time, at most `limit` of them. */
  endedBefore(tier: Tier, before: number, of: SeriesChoice, limit: number): Promise<BlockHead[]>
  /** First and last row of each of a host's series, blocks only. */
  extents(host: number): Promise<SeriesExtent[]>
  /** The last row's time of a series' raw blocks. */
  lastTimes(series: readonly number[]): Promise<Map<number, number>>
  /** What all blocks of hosts take, by span of their tier. */
  spans(): Promise<SpanUsage[]>
  size(): Promise<StorageSize>
  /** Series of forgotten hosts. */
  forgotten(): Promise<Forgotten[]>
  /** Some blocks of a forgotten series, at most `limit`. */
  blocksOf(series: number, limit: number): Promise<BlockHead[]>
  countBlocks(series: readonly number[]): Promise<number>
  /** Gives a bounded amount of free space back to the system; true while there is more. */
  reclaim(now: number): Promise<boolean>
}

export interface SmallBlocks {
  /** A block with fewer is small. */
  readonly rows: number
  readonly many: number
}

export interface UnmergedDay {
  readonly series: number
  /** Its start. */
  readonly day: number
  /** The last row of those of its blocks that are not merged. */
  readonly last: number
}

/** Series of some hosts, or of all but some; with or without those of report times. */
export interface SeriesChoice {
  readonly hosts: readonly number[]
  readonly except: boolean
  readonly times: boolean
}

export interface SpanUsage {
  readonly host: number
  readonly tier: Tier
  /** Whether it is about report times. */
  readonly times: boolean
  /** Start of the span, see `TIER_SPAN`. */
  readonly span: number
  readonly blocks: number
  readonly bytes: number
  readonly values: number
  readonly first: number
  readonly last: number
}

export interface StorageSize {
  /** Of all tables and indexes of metrics; null where the medium does not tell. */
  readonly tableBytes: number | null
  readonly journalBytes: number
  readonly databaseBytes: number
  readonly freeBytes: number
}

export interface Forgotten {
  readonly series: number
  readonly host: number
  /** What the journal has of the host in entries before this one is forgotten too. */
  readonly below: number
}

export interface SeriesRow {
  readonly id: number
  readonly host: number
  /** Catalog number of the group; 0 for the series of report times. */
  readonly group: number
  readonly instance: string
  /** Journal entries up to this one are in blocks. */
  readonly sealed: number
}

export interface JournalEntry {
  readonly sequence: number
  readonly bytes: Uint8Array
}

/** Epoch ms; `to` is exclusive. */
export interface BlockRange {
  readonly from: number
  readonly to: number
  readonly tier?: Tier
}

/** 0 holds rows as reported, 1 and 2 ever coarser ones. */
export type Tier = 0 | 1 | 2

export interface BlockHead {
  readonly id: number
  readonly series: number
  readonly tier: Tier
  readonly first: number
  readonly last: number
  readonly rows: number
  readonly values: number
  /** Bytes. */
  readonly size: number
  /** Whether it is one with the other blocks of its day (coarser tiers: always). */
  readonly merged: boolean
}

export interface StoredBlock extends BlockHead {
  readonly bytes: Uint8Array
}

export type NewBlock = Omit<StoredBlock, 'id'>

export interface SeriesExtent {
  readonly series: number
  readonly first: number
  readonly last: number
}

export type Change =
  | { readonly kind: 'journal'; readonly entry: JournalEntry }
  | { readonly kind: 'trim'; readonly below: number }
  | { readonly kind: 'strike'; readonly sequence: number }
  | { readonly kind: 'series'; readonly row: SeriesRow }
  | { readonly kind: 'add'; readonly block: NewBlock }
  /** `purged`: since their host was forgotten. */
  | { readonly kind: 'remove'; readonly blocks: readonly BlockHead[]; readonly purged?: true }
  /** The series are no longer of any host. */
  | { readonly kind: 'forget'; readonly series: readonly Forgotten[] }
  /** Of these series, forgotten before, nothing is left. */
  | { readonly kind: 'purged'; readonly series: readonly number[] }
