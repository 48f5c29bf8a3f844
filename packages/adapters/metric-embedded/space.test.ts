import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_RETENTION, encodeReport } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'
import { startPostgres } from '@hyperion/testkit/postgres'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { type DatabaseLocation, openEmbeddedMetricStore } from './index.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 10)
const POLICY = { standard: DEFAULT_RETENTION, hosts: new Map() }
const REPORTS = 9000

/** Noise, which no codec makes small. */
function frames(host: number, from: number, count: number): HostFrame[] {
  return Array.from({ length: count }, (_, i) => {
    const number = from + i
    const values = [Math.sin(number * host), Math.cos(number), Math.sin(number / 3 + host)]
    return { host, frame: encodeReport({ at: START + number * 60_000, readings: [{ group: 'load', instance: '', values }] }) }
  })
}

interface Place {
  readonly database: DatabaseLocation
  /** Bytes that the system gave for it. */
  size(): Promise<number>
  dispose(): Promise<void>
}

const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  SQLite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hyperion-metrics-'))
    const file = join(folder, 'hyperion.db')
    const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
    return {
      database: { kind: 'sqlite', file },
      size: async () => sizeOf(file),
      dispose: async () => rmSync(folder, { recursive: true }),
    }
  },
  PostgreSQL: async () => {
    const { url, stop } = await startPostgres()
    const size = async (): Promise<number> => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const { rows } = await client.query(`SELECT SUM(pg_total_relation_size(relid)) AS bytes FROM pg_partition_tree('metric_block')`)
      await client.end()
      return Number(rows[0].bytes)
    }
    return { database: { kind: 'postgres', url }, size, dispose: stop }
  },
}

for (const [name, make] of Object.entries(PLACES)) {
  describe(`space on ${name}`, () => {
    let place: Place
    let store: MetricStore

    beforeEach(async () => {
      place = await make()
      store = await openEmbeddedMetricStore({ database: place.database, log: (line) => expect.fail(line) })
      for (const host of [1, 2]) await store.append(frames(host, 0, REPORTS))
      await store.maintain(START + 8 * DAY, POLICY)
      return async () => {
        await store.close()
        await place.dispose()
      }
    })

    const read = (host: number) => store.read({ host, group: 'load', instance: '', metrics: ['load.one'], from: 0, to: START + 99 * DAY })

    it('is given back when a host is forgotten, while others report', async () => {
      const before = await place.size()
      let reported = REPORTS
      let reporting = true
      const others = (async () => {
        while (reporting) {
          await store.append(frames(2, reported, 10))
          reported += 10
        }
      })()
      await store.forget(1)
      expect((await read(1)).times).toHaveLength(0)
      await expect.poll(async () => (await store.usage()).forgetting).toEqual([])
      reporting = false
      await others
      await store.maintain(START + 8 * DAY, POLICY)
      expect((await read(2)).times).toHaveLength(reported)
      const gained = reported - REPORTS
      expect(await place.size()).toBeLessThan(before * (0.7 + gained / REPORTS))
    })

    it('is given back when one host is kept for less time than the others', async () => {
      const before = await place.size()
      const own = new Map([[1, { rawDays: 1, fineDays: 1, totalDays: 1 }]])
      // By then PostgreSQL's partition of that week is at rest.
      await store.maintain(START + 20 * DAY, { ...POLICY, hosts: own })
      expect((await read(1)).times).toHaveLength(0)
      expect((await read(2)).times).toHaveLength(REPORTS)
      expect(await place.size()).toBeLessThan(before * 0.7)
    })
  })
}
