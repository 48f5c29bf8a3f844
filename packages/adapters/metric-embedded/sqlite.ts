import Database from 'better-sqlite3'
import { DAY, TIER_SPAN } from './context.ts'
import type {
  BlockHead,
  BlockRange,
  BlockStorage,
  Change,
  Forgotten,
  JournalEntry,
  SeriesChoice,
  SeriesExtent,
  SeriesRow,
  SmallBlocks,
  SpanUsage,
  StorageSize,
  StoredBlock,
  Tier,
  UnmergedDay,
} from './storage.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS metric_series (
    id INTEGER PRIMARY KEY, host INTEGER NOT NULL, grp INTEGER NOT NULL, instance BLOB NOT NULL, sealed INTEGER NOT NULL,
    UNIQUE (host, grp, instance));
  CREATE TABLE IF NOT EXISTS metric_journal (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS metric_block (
    id INTEGER PRIMARY KEY, series INTEGER NOT NULL, tier INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    row_count INTEGER NOT NULL, value_count INTEGER NOT NULL, merged INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS metric_forgotten (series INTEGER PRIMARY KEY, host INTEGER NOT NULL, below INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS metric_block_kept ON metric_block (series, last, tier, first, size, value_count);
  CREATE INDEX IF NOT EXISTS metric_block_ended ON metric_block (tier, last, series);
  CREATE INDEX IF NOT EXISTS metric_block_small ON metric_block (series, first, last, row_count) WHERE merged = 0;
  DROP INDEX IF EXISTS metric_block_series;
  DROP INDEX IF EXISTS metric_block_tier;
  DROP INDEX IF EXISTS metric_block_unmerged;
`
const HEAD = 'b.id, b.series, b.tier, b.first, b.last, b.row_count AS rows, b.value_count AS "values", b.size, b.merged'
const SPAN = `CASE b.tier ${Object.entries(TIER_SPAN)
  .map(([tier, width]) => `WHEN ${tier} THEN b.first / ${width} * ${width}`)
  .join(' ')} END`
const RECLAIM_PAGES = 256
const NOTHING = new Uint8Array()

interface HeadRow {
  id: number
  series: number
  tier: Tier
  first: number
  last: number
  rows: number
  values: number
  size: number
  merged: number
}

/** Blocks in an SQLite file, shared with the relational stores. Every committed write survives loss of power. */
export class SqliteStorage implements BlockStorage {
  readonly #file: string
  readonly #busyTimeoutMs: number
  #database: Database.Database | undefined
  readonly #statements = new Map<string, Database.Statement>()

  constructor(file: string, busyTimeoutMs: number) {
    this.#file = file
    this.#busyTimeoutMs = busyTimeoutMs
  }

  async open(): Promise<void> {
    const database = new Database(this.#file, { timeout: this.#busyTimeoutMs })
    try {
      // Takes effect only before the first table; an older file is rewritten once.
      database.pragma('auto_vacuum = INCREMENTAL')
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
      database.pragma('cache_size = -8192')
      database.pragma('journal_size_limit = 4194304')
      if (database.pragma('auto_vacuum', { simple: true }) !== 2) database.exec('VACUUM')
      database.exec(TABLES)
    } catch (error) {
      database.close()
      throw error
    }
    this.#database = database
  }

  async close(): Promise<void> {
    this.#statements.clear()
    this.#database?.close()
    this.#database = undefined
  }

  async write(changes: readonly Change[]): Promise<void> {
    const database = this.#open()
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const [sql, ...values] of changes.flatMap(statementsOf)) this.#prepare(sql).run(...values)
      database.exec('COMMIT')
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  async series(): Promise<SeriesRow[]> {
    const rows = this.#all<SeriesRow & { instance: Uint8Array }>('SELECT id, host, grp AS "group", instance, sealed FROM metric_series')
    const text = new TextDecoder()
    return rows.map((row) => ({ ...row, instance: text.decode(row.instance) }))
  }

  async *journal(): AsyncIterable<JournalEntry> {
    const sequences = this.#all<{ sequence: number }>('SELECT sequence FROM metric_journal ORDER BY sequence')
    for (const { sequence } of sequences) {
      yield { sequence, bytes: this.#bytes('SELECT bytes FROM metric_journal WHERE sequence = ?', sequence) }
    }
  }

  async blocks(series: number, { from, to, tier }: BlockRange): Promise<StoredBlock[]> {
    const where = 'FROM metric_block b WHERE series = ? AND last >= ? AND first < ? AND tier BETWEEN ? AND ? ORDER BY first'
    const heads = this.#heads(`SELECT ${HEAD} ${where}`, series, from, to, tier ?? 0, tier ?? 2)
    return heads.map((head) => ({ ...head, bytes: this.#bytes('SELECT bytes FROM metric_block WHERE id = ?', head.id) }))
  }

  async unmerged(closed: number, { rows, many }: SmallBlocks): Promise<UnmergedDay[]> {
    return this.#all<UnmergedDay>(
      `SELECT series, first / ${DAY} * ${DAY} AS day, MAX(last) AS last FROM metric_block WHERE merged = 0
       GROUP BY series, first / ${DAY} HAVING day < ? OR SUM(row_count < ?) >= ?`,
      closed,
      rows,
      many,
    )
  }

  async endedBefore(tier: Tier, before: number, { hosts, except, times }: SeriesChoice, limit: number): Promise<BlockHead[]> {
    // CROSS JOIN fixes the order: few hosts are looked up by their series, all but some by age.
    const tables = except ? 'metric_block b CROSS JOIN metric_series s' : 'metric_series s CROSS JOIN metric_block b'
    const among = `s.host ${except ? 'NOT IN' : 'IN'} (SELECT value FROM json_each(?))`
    return this.#heads(
      `SELECT ${HEAD} FROM ${tables} WHERE b.tier = ? AND b.last < ? AND s.id = b.series AND ${among} ${times ? '' : 'AND s.grp <> 0'}
       ORDER BY b.series, b.first LIMIT ?`,
      tier,
      before,
      JSON.stringify(hosts),
      limit,
    )
  }

  async extents(host: number): Promise<SeriesExtent[]> {
    return this.#all<SeriesExtent>(
      `SELECT b.series, MIN(b.first) AS first, MAX(b.last) AS last FROM metric_series s JOIN metric_block b ON b.series = s.id
       WHERE s.host = ? GROUP BY b.series`,
      host,
    )
  }

  async lastTimes(series: readonly number[]): Promise<Map<number, number>> {
    const sql = 'SELECT MAX(last) AS last FROM metric_block WHERE series = ?'
    const entries = series.map((id) => [id, this.#all<{ last: number | null }>(sql, id)[0]?.last ?? null] as const)
    return new Map(entries.filter((entry): entry is readonly [number, number] => entry[1] !== null))
  }

  async spans(): Promise<SpanUsage[]> {
    const rows = this.#all<Omit<SpanUsage, 'times'> & { times: number }>(
      `SELECT s.host, b.tier, s.grp = 0 AS times, ${SPAN} AS span, COUNT(*) AS blocks, SUM(b.size) AS bytes,
        SUM(b.value_count) AS "values", MIN(b.first) AS first, MAX(b.last) AS last
       FROM metric_series s JOIN metric_block b ON b.series = s.id GROUP BY 1, 2, 3, 4`,
    )
    return rows.map((row) => ({ ...row, times: row.times === 1 }))
  }

  async size(): Promise<StorageSize> {
    const journal = this.#all<{ bytes: number }>('SELECT COALESCE(SUM(LENGTH(bytes)), 0) AS bytes FROM metric_journal')
    const pragma = (name: string): number => Number(this.#open().pragma(name, { simple: true }))
    const page = pragma('page_size')
    return {
      tableBytes: null,
      journalBytes: journal[0]?.bytes ?? 0,
      databaseBytes: page * pragma('page_count'),
      freeBytes: page * pragma('freelist_count'),
    }
  }

  async forgotten(): Promise<Forgotten[]> {
    return this.#all<Forgotten>('SELECT series, host, below FROM metric_forgotten ORDER BY host, series')
  }

  async blocksOf(series: number, limit: number): Promise<BlockHead[]> {
    return this.#heads(`SELECT ${HEAD} FROM metric_block b WHERE series = ? LIMIT ?`, series, limit)
  }

  async countBlocks(series: readonly number[]): Promise<number> {
    const sql = 'SELECT COUNT(*) AS count FROM metric_block WHERE series IN (SELECT value FROM json_each(?))'
    return this.#all<{ count: number }>(sql, JSON.stringify(series))[0]?.count ?? 0
  }

  async reclaim(): Promise<boolean> {
    const database = this.#open()
    const free = (): number => Number(database.pragma('freelist_count', { simple: true }))
    if (free() === 0) return false
    database.pragma(`incremental_vacuum(${RECLAIM_PAGES})`)
    if (free() > 0) return true
    // The file itself is cut when the log is worked in; readers are not waited for.
    database.pragma('wal_checkpoint(PASSIVE)')
    return false
  }

  #open(): Database.Database {
    if (!this.#database) throw new Error('the database is closed')
    return this.#database
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#open().prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #all<T>(sql: string, ...values: unknown[]): T[] {
    return this.#prepare(sql).all(...values) as T[]
  }

  /** A stored value; nothing where the file is damaged, which its reader then reports as a damaged value. */
  #bytes(sql: string, key: number): Uint8Array {
    try {
      return this.#all<{ bytes: Uint8Array }>(sql, key)[0]?.bytes ?? NOTHING
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) return NOTHING
      throw error
    }
  }

  #heads(sql: string, ...values: unknown[]): BlockHead[] {
    return this.#all<HeadRow>(sql, ...values).map((row) => ({ ...row, merged: row.merged === 1 }))
  }
}

type Statement = readonly [sql: string, ...values: unknown[]]

function statementsOf(change: Change): Statement[] {
  switch (change.kind) {
    case 'journal':
      return [['INSERT INTO metric_journal (sequence, bytes) VALUES (?, ?)', change.entry.sequence, change.entry.bytes]]
    case 'trim':
      return [['DELETE FROM metric_journal WHERE sequence < ?', change.below]]
    case 'strike':
      return [['DELETE FROM metric_journal WHERE sequence = ?', change.sequence]]
    case 'series': {
      const { id, host, group, instance, sealed } = change.row
      const sql = 'INSERT INTO metric_series VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed'
      return [[sql, id, host, group, Buffer.from(instance), sealed]]
    }
    case 'add': {
      const { series, tier, first, last, rows, values, merged, bytes } = change.block
      const sql = `INSERT INTO metric_block (series, tier, first, last, row_count, value_count, merged, size, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
      return [[sql, series, tier, first, last, rows, values, merged ? 1 : 0, bytes.length, bytes]]
    }
    case 'remove':
      return change.blocks.map(({ id }) => ['DELETE FROM metric_block WHERE id = ?', id])
    case 'forget':
      return change.series.flatMap(({ series, host, below }): Statement[] => [
        ['INSERT INTO metric_forgotten VALUES (?, ?, ?)', series, host, below],
        ['DELETE FROM metric_series WHERE id = ?', series],
      ])
    case 'purged':
      return change.series.map((series) => ['DELETE FROM metric_forgotten WHERE series = ?', series])
  }
}
