import { DAY } from './context.ts'
import type { Tier } from './storage.ts'

type Query = <T>(sql: string, values?: unknown[]) => Promise<T[]>

/** What a partition of each tier covers. */
const WIDTH: Readonly<Record<Tier, number>> = { 0: 7 * DAY, 1: 64 * DAY, 2: 512 * DAY }
/** Beyond so many, as from a host with a broken clock, blocks go into the tier's default partition. */
const MOST = 200
const KEPT = 2

/** Partitions of the block table, one level by tier and one by time; made when first needed, dropped when empty. */
export class Partitions {
  readonly #query: Query
  readonly #known: Readonly<Record<Tier, Set<number>>> = { 0: new Set(), 1: new Set(), 2: new Set() }
  /** Spans whose blocks already lie in the default partition. */
  readonly #refused = new Set<string>()

  constructor(query: Query) {
    this.#query = query
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

  /** Drops one empty partition that is not among the newest; true while there may be more. */
  async dropEmpty(): Promise<boolean> {
    for (const tier of [0, 1, 2] as const) {
      const old = [...this.#known[tier]].sort((a, b) => a - b).slice(0, -KEPT)
      for (const number of old) {
        const name = `metric_block_${tier}_${number}`
        const rows = await this.#query(`SELECT 1 FROM ${name} LIMIT 1`)
        if (rows.length > 0) continue
        await this.#query(`DROP TABLE ${name}`)
        this.#known[tier].delete(number)
        return true
      }
    }
    return false
  }
}

/** Rows of the new partition's range lie in the default one. */
const CHECK_VIOLATION = '23514'
