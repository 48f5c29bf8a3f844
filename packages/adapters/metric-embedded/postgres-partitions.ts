import { DAY } from './context.ts'
import type { Tier } from './storage.ts'

interface Suspect {
  /** From when on nothing is added to it any more. */
  readonly quietFrom: number
  /** Whole hosts are gone from it. */
  readonly purged: boolean
}

export interface PartitionsDeps {
  readonly query: <T>(sql: string, values?: unknown[]) => Promise<T[]>
  /** Writes a table anew, without what is dead in it; false when it is in use. */
  readonly rewrite: (table: string) => Promise<boolean>
}

/** What a partition of each tier covers. */
const WIDTH: Readonly<Record<Tier, number>> = { 0: 7 * DAY, 1: 64 * DAY, 2: 512 * DAY }
/** Beyond so many, as from a host with a broken clock, blocks go into the tier's default partition. */
const MOST = 200
const KEPT = 2
/** A partition that is at least so hollow is written anew, which nobody can read or add to meanwhile. */
const HOLLOW = 0.1
/** So much is written anew in a second or two, and may be while reports still come into it. */
const SHORT_BYTES = 256 * 1024 ** 2
/** Less than this is no gain. */
const LEAST_GAIN = 128 * 1024
/** What a block takes beside its bytes, in the table and its indexes. */
const BLOCK_OVERHEAD = 256
/** Stragglers, merging and coarsening are over so long after a partition's end. */
const QUIET_AFTER = 2 * DAY

/** Partitions of the block table, one level by tier and one by time; made when first needed, dropped when empty. */
export class Partitions {
  readonly #query: PartitionsDeps['query']
  readonly #rewrite: PartitionsDeps['rewrite']
  readonly #known: Readonly<Record<Tier, Set<number>>> = { 0: new Set(), 1: new Set(), 2: new Set() }
  /** Spans whose blocks already lie in the default partition. */
  readonly #refused = new Set<string>()
  /** Partitions that may be hollow, by name; at first any. */
  readonly #suspects = new Map<string, Suspect>()

  constructor({ query, rewrite }: PartitionsDeps) {
    this.#query = query
    this.#rewrite = rewrite
  }

  async open(): Promise<void> {
    for (const tier of [0, 1, 2] as const) {
      await this.#query(
        `CREATE TABLE IF NOT EXISTS metric_block_${tier} PARTITION OF metric_block FOR VALUES IN (${tier}) PARTITION BY RANGE (first)`,
      )
      await this.#query(`CREATE TABLE IF NOT EXISTS metric_block_${tier}_other PARTITION OF metric_block_${tier} DEFAULT`)
      const rows = await this.#query<{ name: string }>(
        'SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass',
        [`metric_block_${tier}`],
      )
      for (const { name } of rows) {
        const number = Number(name.slice(`metric_block_${tier}_`.length))
        if (Number.isInteger(number)) this.#known[tier].add(number)
      }
    }
    for (const tier of [0, 1, 2] as const) for (const number of this.#known[tier]) this.thinned(tier, number * WIDTH[tier], false)
  }

  /** Blocks of a partition were removed, or may have been; `purged` since their whole host was. */
  thinned(tier: Tier, first: number, purged: boolean): void {
    const number = Math.floor(first / WIDTH[tier])
    const known = this.#known[tier].has(number)
    const name = `metric_block_${tier}_${known ? number : 'other'}`
    const quietFrom = known && tier === 0 ? (number + 1) * WIDTH[tier] + QUIET_AFTER : Number.POSITIVE_INFINITY
    this.#suspects.set(name, { quietFrom, purged: purged || (this.#suspects.get(name)?.purged ?? false) })
  }

  /** Drops one empty partition or writes a hollow one anew; true while there may be more. */
  async reclaim(now: number): Promise<boolean> {
    if (await this.#dropEmpty()) return true
    for (const [name, suspect] of this.#suspects) {
      const quiet = now >= suspect.quietFrom
      if (!quiet && !suspect.purged) continue
      this.#suspects.delete(name)
      if (!(await this.#isHollow(name, quiet))) continue
      if (await this.#rewrite(name)) return true
      this.#suspects.set(name, suspect)
      return false
    }
    return false
  }

  async #isHollow(name: string, quiet: boolean): Promise<boolean> {
    const [size] = await this.#query<{ total: number; live: number }>(
      `SELECT pg_total_relation_size('${name}') AS total, (COALESCE(SUM(LENGTH(bytes)), 0) + COUNT(*) * ${BLOCK_OVERHEAD})::bigint AS live
       FROM ${name}`,
    )
    const { total, live } = size ?? { total: 0, live: 0 }
    return total - live >= Math.max(LEAST_GAIN, total * HOLLOW) && (quiet || total <= SHORT_BYTES)
  }

  /** Makes the partition for a block that begins at `first`, where that is possible. */
  async ensure(tier: Tier, first: number): Promise<void> {
    const number = Math.floor(first / WIDTH[tier])
    const known = this.#known[tier]
    if (known.has(number) || known.size >= MOST || this.#refused.has(`${tier}:${number}`)) return
    const bounds = `FROM (${number * WIDTH[tier]}) TO (${(number + 1) * WIDTH[tier]})`
    try {
      await this.#query(`CREATE TABLE IF NOT EXISTS metric_block_${tier}_${number} PARTITION OF metric_block_${tier} FOR VALUES ${bounds}`)
      known.add(number)
    } catch (error) {
      if ((error as { code?: string }).code !== CHECK_VIOLATION) throw error
      this.#refused.add(`${tier}:${number}`)
    }
  }

  /** Drops one empty partition that is not among the newest. */
  async #dropEmpty(): Promise<boolean> {
    for (const tier of [0, 1, 2] as const) {
      const old = [...this.#known[tier]].sort((a, b) => a - b).slice(0, -KEPT)
      for (const number of old) {
        const name = `metric_block_${tier}_${number}`
        const rows = await this.#query(`SELECT 1 FROM ${name} LIMIT 1`)
        if (rows.length > 0) continue
        await this.#query(`DROP TABLE ${name}`)
        this.#known[tier].delete(number)
        this.#suspects.delete(name)
        return true
      }
    }
    return false
  }
}

/** Rows of the new partition's range lie in the default one. */
const CHECK_VIOLATION = '23514'
