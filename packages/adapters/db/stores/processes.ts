import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { decodeSnapshot, encodeSnapshot, type ProcessSnapshot } from '@hyperion/domain/hosts'
import type { HostSnapshot, KeptSnapshot, ProcessStore } from '@hyperion/ports/processes'
import type { Db } from '../schema.ts'

const HOUR_MS = 3_600_000
/** Rows of one statement. */
const ROWS = 100
/** Rows that are in memory at a time while a range is read. */
const READ_ROWS = 8
/** Snapshots in one row: to show one, all of them are unpacked. */
const PACKED = 120
const SINGLES = 5000

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

async function packed(lines: readonly string[]): Promise<Uint8Array> {
  return compress(lines.join('\n'), { params: { [constants.ZSTD_c_compressionLevel]: lines.length > 1 ? 9 : 3 } })
}

async function linesOf(data: Uint8Array): Promise<readonly string[]> {
  return (await decompress(data)).toString('utf8').split('\n')
}

/** When a line was taken, without reading the rest of it. */
function instantOf(line: string): number {
  return Number(line.slice(1, line.indexOf(',')))
}

/** A row begins as one snapshot; later an hour of them is put together, since they are nearly alike. */
export class SqlProcessStore implements ProcessStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async append(snapshots: readonly HostSnapshot[]): Promise<void> {
    const fresh = await this.#unknownOf(snapshots)
    const rows = await Promise.all(
      fresh.map(async ({ host, snapshot }) => ({
        host_id: host,
        first_at: snapshot.at,
        last_at: snapshot.at,
        data: await packed([encodeSnapshot(snapshot)]),
      })),
    )
    for (let i = 0; i < rows.length; i += ROWS) {
      await this.#db
        .insertInto('process_snapshots')
        .values(rows.slice(i, i + ROWS))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }

  async at(host: number, at: number): Promise<KeptSnapshot> {
    const row = await this.#ofHost(host).selectAll().where('first_at', '<=', at).orderBy('first_at', 'desc').executeTakeFirst()
    if (!row) return { snapshot: null, before: null, after: await this.#firstAfter(host, at) }
    const lines = await linesOf(row.data)
    const index = lines.findLastIndex((line) => instantOf(line) <= at)
    const [earlier, found, later] = [lines[index - 1], lines[index], lines[index + 1]]
    if (found === undefined) return { snapshot: null, before: null, after: row.first_at }
    return {
      snapshot: decodeSnapshot(found),
      before: earlier === undefined ? await this.#lastBefore(host, row.first_at) : instantOf(earlier),
      after: later === undefined ? await this.#firstAfter(host, row.first_at) : instantOf(later),
    }
  }

  async *read(host: number, from: number, to: number): AsyncIterable<ProcessSnapshot> {
    let after = Number.NEGATIVE_INFINITY
    for (;;) {
      const rows = await this.#ofHost(host)
        .selectAll()
        .where('last_at', '>=', from)
        .where('first_at', '<', to)
        .where('first_at', '>', Math.max(after, 0))
        .orderBy('first_at')
        .limit(READ_ROWS)
        .execute()
      for (const { data } of rows) {
        for (const line of await linesOf(data)) {
          const at = instantOf(line)
          if (at >= from && at < to) yield decodeSnapshot(line)
        }
      }
      const last = rows.at(-1)
      if (!last || rows.length < READ_ROWS) return
      after = last.first_at
    }
  }

  async pack(before: number): Promise<void> {
    while ((await this.#packSome(before - (before % HOUR_MS))) > 0);
  }

  async trim(before: number): Promise<void> {
    await this.#db.deleteFrom('process_snapshots').where('last_at', '<', before).execute()
  }

  async bytes(host: number): Promise<number> {
    const row = await this.#ofHost(host)
      .select(({ fn }) => fn.sum<number | null>(fn<number>('length', ['data'])).as('bytes'))
      .executeTakeFirst()
    return Number(row?.bytes ?? 0)
  }

  /** How many rows it made. */
  async #packSome(before: number): Promise<number> {
    const singles = await this.#db
      .selectFrom('process_snapshots')
      .select(['host_id', 'first_at'])
      .whereRef('first_at', '=', 'last_at')
      .where('first_at', '<', before)
      .orderBy('host_id')
      .orderBy('first_at')
      .limit(SINGLES)
      .execute()
    const hours = Map.groupBy(singles, ({ host_id, first_at }) => `${host_id} ${Math.floor(first_at / HOUR_MS)}`)
    let made = 0
    for (const rows of hours.values()) {
      for (let i = 0; i + 1 < rows.length; i += PACKED, made++) {
        const some = rows.slice(i, i + PACKED)
        await this.#putTogether(
          some[0]?.host_id as number,
          some.map(({ first_at }) => first_at),
        )
      }
    }
    return made
  }

  /** Makes one row of those at these instants. */
  async #putTogether(host: number, instants: readonly number[]): Promise<void> {
    const rows = await this.#ofHost(host).selectAll().where('first_at', 'in', instants).orderBy('first_at').execute()
    const lines = (await Promise.all(rows.map(({ data }) => linesOf(data)))).flat()
    const [first, last] = [lines[0], lines.at(-1)]
    if (first === undefined || last === undefined) return
    const row = { host_id: host, first_at: instantOf(first), last_at: instantOf(last), data: await packed(lines) }
    await this.#db.transaction().execute(async (tx) => {
      const taken = await tx
        .deleteFrom('process_snapshots')
        .where('host_id', '=', host)
        .where('first_at', 'in', instants)
        .returning('first_at')
        .execute()
      // The host, or another hub, may have taken them away meanwhile.
      if (taken.length === rows.length) await tx.insertInto('process_snapshots').values(row).execute()
    })
  }

  #ofHost(host: number) {
    return this.#db.selectFrom('process_snapshots').where('host_id', '=', host)
  }

  async #firstAfter(host: number, at: number): Promise<number | null> {
    const row = await this.#ofHost(host).select('first_at').where('first_at', '>', at).orderBy('first_at').executeTakeFirst()
    return row?.first_at ?? null
  }

  async #lastBefore(host: number, at: number): Promise<number | null> {
    const row = await this.#ofHost(host).select('last_at').where('first_at', '<', at).orderBy('first_at', 'desc').executeTakeFirst()
    return row?.last_at ?? null
  }

  /** Those of hosts that are there, and not within what was put together already: agents send in order. */
  async #unknownOf(snapshots: readonly HostSnapshot[]): Promise<readonly HostSnapshot[]> {
    if (snapshots.length === 0) return []
    const ids = [...new Set(snapshots.map(({ host }) => host))]
    const hosts = await this.#db.selectFrom('hosts').select('id').where('id', 'in', ids).execute()
    const earliest = Math.min(...snapshots.map(({ snapshot }) => snapshot.at))
    const together = await this.#db
      .selectFrom('process_snapshots')
      .select(['host_id', 'first_at', 'last_at'])
      .where('host_id', 'in', ids)
      .where('first_at', '>', earliest - HOUR_MS)
      .whereRef('first_at', '<', 'last_at')
      .execute()
    const there = new Set(hosts.map(({ id }) => id))
    return snapshots.filter(
      ({ host, snapshot: { at } }) =>
        there.has(host) && !together.some(({ host_id, first_at, last_at }) => host_id === host && first_at <= at && at <= last_at),
    )
  }
}
