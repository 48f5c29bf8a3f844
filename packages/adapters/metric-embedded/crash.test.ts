import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { MetricStore } from '@hyperion/ports/metric-store'
import { startPostgres } from '@hyperion/testkit/postgres'
import { describe, expect, it } from 'vitest'
import { type DatabaseLocation, openEmbeddedMetricStore } from './index.ts'
import { reportNumber } from './numbered-reports.ts'

const CHILD = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url))
const EVER = Number.MAX_SAFE_INTEGER

/** Lets a process append from `first` on and kills it after so many acknowledgements; answers the numbers acknowledged. */
async function appendAndKill(database: DatabaseLocation, first: number, acknowledgements: number): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(database), String(first)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Number(line))
    if (acknowledged.length === acknowledgements) child.kill('SIGKILL')
  }
  await exited
  return acknowledged
}

/** Checks that reports 0 to some n are all there, once each and unchanged; answers n. */
async function reportsHeld(store: MetricStore): Promise<number> {
  const query = { host: 1, group: 'load', instance: '', metrics: ['load.one', 'load.five', 'load.fifteen'], from: 0, to: EVER } as const
  const [figures] = await store.statistics(query)
  if (!figures) return 0
  // Numbers from 0 without hole or repetition have this average, whatever tier they are in.
  expect(figures.avg).toBeCloseTo((figures.count - 1) / 2, 6)
  expect(figures.max).toBe(figures.count - 1)
  const lastDays = { ...query, from: reportNumber(Math.max(0, figures.count - 100)).at }
  const { times, columns, bucket } = await store.read(lastDays)
  expect(bucket).toBe(0)
  times.forEach((at, row) => {
    const number = columns[0]?.values[row] as number
    const report = reportNumber(number)
    expect(at).toBe(report.at)
    expect(columns.map(({ values, present }) => (present[row] ? values[row] : null))).toEqual(report.readings[0]?.values)
  })
  return figures.count
}

async function surviveKills(database: DatabaseLocation, rounds: number): Promise<void> {
  let held = 0
  for (let round = 0; round < rounds; round++) {
    const acknowledged = await appendAndKill(database, held, 1 + Math.floor(Math.random() * 200))
    const store = await openEmbeddedMetricStore({ database, log: (line) => expect.fail(line) })
    const now = await reportsHeld(store)
    expect(now).toBeGreaterThanOrEqual(held)
    for (const number of acknowledged) expect(number).toBeLessThan(now)
    held = now
    await store.close()
  }
}

describe('killed at random points, appending and maintaining', () => {
  it('loses nothing acknowledged on SQLite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperion-metrics-'))
    await surviveKills({ kind: 'sqlite', file: join(folder, 'hyperion.db') }, 20)
    await rm(folder, { recursive: true })
  })

  it('loses nothing acknowledged on PostgreSQL', async () => {
    const { url, stop } = await startPostgres()
    await surviveKills({ kind: 'postgres', url }, 5)
    await stop()
  })
})

// Only Linux can lift a limit of a running process.
if (process.platform === 'linux') {
  it('refuses reports on a full disk, loses none acknowledged and goes on when there is room again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperion-metrics-'))
    const database = { kind: 'sqlite', file: join(folder, 'hyperion.db') } as const
    // A limit on the size of files stands in for the disk: writing past it fails as on a full one.
    const script = `ulimit -S -f 400; exec "$0" "$@"`
    const child = spawn('bash', ['-c', script, process.execPath, CHILD, JSON.stringify(database), '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    const acknowledged: number[] = []
    let failures = 0
    let afterwards = 0
    for await (const line of createInterface(child.stdout)) {
      if (line === 'failed' && failures++ === 0) execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited'])
      if (line === 'failed') continue
      acknowledged.push(Number(line))
      if (failures > 0 && ++afterwards === 100) child.kill('SIGKILL')
    }
    await exited
    expect(failures).toBeGreaterThan(0)
    const store = await openEmbeddedMetricStore({ database })
    expect(await reportsHeld(store)).toBeGreaterThan(Math.max(...acknowledged))
    await store.close()
    await rm(folder, { recursive: true })
  })
}
