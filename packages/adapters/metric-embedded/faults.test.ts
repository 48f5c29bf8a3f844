import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_RETENTION, encodeReport } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore, Series } from '@hyperion/ports/metric-store'
import { startPostgres } from '@hyperion/testkit/postgres'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEmbeddedMetricStore } from './index.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 10)
const KEEP = { standard: DEFAULT_RETENTION, hosts: new Map() }

function frames(from: number, to: number): HostFrame[] {
  return Array.from({ length: to - from }, (_, i) => ({
    host: 1,
    frame: encodeReport({ at: START + (from + i) * 15_000, readings: [{ group: 'load', instance: '', values: [from + i, 0, 0] }] }),
  }))
}

function readAll(store: MetricStore): Promise<Series> {
  return store.read({ host: 1, group: 'load', instance: '', metrics: ['load.one'], from: 0, to: START + 400 * DAY })
}

let folder: string
let file: string
const lines: string[] = []
const log = (line: string): number => lines.push(line)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-metrics-'))
  file = join(folder, 'hyperion.db')
  lines.length = 0
})

afterEach(() => rmSync(folder, { recursive: true }))

function open(): Promise<MetricStore> {
  return openEmbeddedMetricStore({ database: { kind: 'sqlite', file }, log, busyTimeoutMs: 50 })
}

/** Changes the file behind the store's back. */
function tamper(sql: string): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

describe('a medium that fails', () => {
  it('SQLite: refuses reports while the file cannot be written, shows none of them, and takes them afterwards', async () => {
    const store = await open()
    await store.append(frames(0, 10))
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    await expect(store.append(frames(10, 20))).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringContaining('locked'),
    })
    await expect(store.maintain(START + 2 * DAY, KEEP)).rejects.toMatchObject({ code: 'storage_unavailable' })
    expect((await readAll(store)).times).toHaveLength(10)
    other.exec('ROLLBACK')
    other.close()
    expect(await store.append(frames(5, 20))).toEqual({ appended: 10, duplicates: 5, malformed: 0 })
    await store.maintain(START + 2 * DAY, KEEP)
    expect((await readAll(store)).times).toHaveLength(20)
    await store.close()
  })

  it('says so when the file cannot be opened', async () => {
    file = join(folder, 'missing', 'hyperion.db')
    await expect(open()).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('PostgreSQL: refuses reports while it is away and connects again by itself', async () => {
    const postgres = await startPostgres()
    const gate = await openGate(postgres.url)
    const store = await openEmbeddedMetricStore({ database: { kind: 'postgres', url: gate.url }, log })
    await store.append(frames(0, 300))
    gate.shut()
    await expect(store.append(frames(300, 310))).rejects.toMatchObject({ code: 'storage_unavailable' })
    await expect(readAll(store)).rejects.toMatchObject({ code: 'storage_unavailable' })
    gate.open()
    expect(await store.append(frames(295, 320))).toEqual({ appended: 20, duplicates: 5, malformed: 0 })
    const { times, columns } = await readAll(store)
    expect([...times]).toEqual(Array.from({ length: 320 }, (_, i) => START + i * 15_000))
    expect(columns[0]?.values).toEqual(Float64Array.from({ length: 320 }, (_, i) => i))
    await store.close()
    await gate.close()
    await postgres.stop()
  })
})

interface Gate {
  readonly url: string
  shut(): void
  open(): void
  close(): Promise<void>
}

/** A way to PostgreSQL that can be cut. */
async function openGate(target: string): Promise<Gate> {
  const url = new URL(target)
  const [host, port] = [url.hostname, Number(url.port)]
  const sockets = new Set<Socket>()
  let isOpen = true
  const server: Server = createServer((inner) => {
    if (!isOpen) return inner.destroy()
    const outer = connect(port, host)
    for (const socket of [inner, outer]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => [inner, outer].map((each) => each.destroy()))
    }
    return inner.pipe(outer).pipe(inner)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url.port = String((server.address() as { port: number }).port)
  return {
    url: url.href,
    shut: () => {
      isOpen = false
      for (const socket of sockets) socket.destroy()
    },
    open: () => {
      isOpen = true
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

describe('damage', () => {
  it('to a block is reported once, counted and read around, also by statistics, upkeep and the next start', async () => {
    let store = await open()
    await store.append(frames(0, 100))
    await store.append(frames(5760, 5860))
    await store.maintain(START + 3 * DAY, KEEP)
    await store.close()
    tamper(`UPDATE metric_block SET bytes = CAST(substr(bytes, 1, length(bytes) - 9) || 'xxxxxxxxx' AS BLOB)
      WHERE id = (SELECT MIN(b.id) FROM metric_block b JOIN metric_series s ON s.id = b.series WHERE s.grp <> 0)`)
    store = await open()
    for (let i = 0; i < 2; i++) {
      const { times, damaged } = await readAll(store)
      expect(damaged).toBe(true)
      expect([...times]).toEqual(Array.from({ length: 100 }, (_, row) => START + DAY + row * 15_000))
    }
    const [figures] = await store.statistics({ host: 1, group: 'load', instance: '', metrics: ['load.one'], from: 0, to: START + 9 * DAY })
    expect(figures).toMatchObject({ count: 100, min: 5760 })
    expect((await store.usage()).damagedBlocks).toBe(1)
    expect(lines).toEqual([expect.stringMatching(/^metric storage: block \d+ is damaged and skipped \(checksum\)$/)])
    await store.append(frames(200, 210))
    await store.maintain(START + 4 * DAY, KEEP)
    expect((await readAll(store)).times).toHaveLength(110)
    await store.maintain(START + 60 * DAY, KEEP)
    const coarse = await readAll(store)
    expect(coarse.damaged).toBe(false)
    expect(coarse.times.length).toBeGreaterThan(0)
    expect(lines).toHaveLength(1)
    await store.close()
  })

  it('to the journal is reported and costs only the entries it hit', async () => {
    const child = await open()
    await child.append(frames(0, 10))
    await child.append(frames(10, 20))
    await child.append(frames(20, 30))
    // What is in the journal now, as a kill would leave it.
    const copy = join(folder, 'copy.db')
    const source = new Database(file)
    await source.backup(copy)
    source.close()
    await child.close()
    file = copy
    tamper('UPDATE metric_journal SET bytes = zeroblob(length(bytes)) WHERE sequence = (SELECT MIN(sequence) + 1 FROM metric_journal)')
    const store = await open()
    expect(lines).toEqual([expect.stringMatching(/^metric storage: journal entry \d+ is damaged and skipped/)])
    expect((await readAll(store)).times).toHaveLength(20)
    expect((await store.usage()).damagedBlocks).toBe(1)
    expect(await store.append(frames(0, 30))).toEqual({ appended: 10, duplicates: 20, malformed: 0 })
    await store.close()
  })
})

describe('the SQLite file', () => {
  it('never brings the process down, whatever of it is overwritten', async () => {
    const store = await open()
    await store.append(frames(0, 3000))
    await store.maintain(START + 3 * DAY, KEEP)
    await store.append(frames(6000, 6100))
    await store.close()
    const sound = readFileSync(file)
    for (let seed = 1; seed <= 8; seed++) {
      const bytes = Buffer.from(sound)
      for (let i = 0; i < 40; i++) bytes[100 + ((seed * 7919 + i * 104_729) % (bytes.length - 100))] = (seed * 31 + i) & 0xff
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
      writeFileSync(file, bytes)
      const unavailable = (error: unknown): void => {
        expect(error).toMatchObject({ code: 'storage_unavailable' })
      }
      const reopened = await open().catch(unavailable)
      if (!reopened) continue
      await readAll(reopened).catch(unavailable)
      await reopened.append(frames(7000, 7001)).catch(unavailable)
      await reopened.maintain(START + 60 * DAY, KEEP).catch(unavailable)
      await reopened.close().catch(unavailable)
    }
  })

  it('shrinks when history is dropped', async () => {
    const store = await open()
    const noise = Array.from({ length: 20_000 }, (_, i) => ({
      host: 1,
      frame: encodeReport({ at: START + i * 15_000, readings: [{ group: 'load', instance: '', values: [Math.sin(i), 0, 0] }] }),
    }))
    await store.append(noise)
    await store.maintain(START + 5 * DAY, KEEP)
    const pages = (): number => {
      const database = new Database(file)
      const count = Number(database.pragma('page_count', { simple: true }))
      database.close()
      return count
    }
    const before = pages()
    await store.maintain(START + 40 * DAY, { standard: { rawDays: 30, fineDays: 30, totalDays: 30 }, hosts: new Map() })
    expect(pages()).toBeLessThan(before / 2)
    await store.close()
  })
})
