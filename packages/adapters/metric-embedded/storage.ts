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
  /** Raw blocks not yet merged with the others of their day. */
  unmerged(): Promise<BlockHead[]>
  /** Blocks of a tier whose rows are all before `before`. */
  endedBefore(tier: Tier, before: number): Promise<BlockHead[]>
  /** First and last row of each of a host's series, blocks only. */
  extents(host: number): Promise<SeriesExtent[]>
  /** The last row's time of a series' raw blocks. */
  lastTimes(series: readonly number[]): Promise<Map<number, number>>
  usage(): Promise<{ readonly values: number; readonly blockBytes: number; readonly totalBytes: number }>
  /** Gives a bounded amount of free space back to the system; true while there is more. */
  reclaim(): Promise<boolean>
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
  | { readonly kind: 'remove'; readonly blocks: readonly number[] }
  | { readonly kind: 'forget'; readonly series: readonly number[] }
