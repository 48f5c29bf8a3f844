import { DomainError } from '@hyperion/domain/errors'
import type { ProcessSnapshot } from '@hyperion/domain/hosts'
import type { ProcessStore } from '@hyperion/ports/processes'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { fakeLiveHost, SAMPLE_PROCESSES } from '@hyperion/testkit/live-host'
import { beforeEach, describe, expect, it } from 'vitest'
import { Hosts, hubSource } from '../hosts/index.ts'
import { ProcessHistory } from './index.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

let clock: TestClock
let database: TestDatabase
let hub: number
let history: ProcessHistory
let failing: boolean
let log: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  hub = (await database.hosts.ensureHub('atlas', clock.now())).id
  failing = false
  log = []
  const host = fakeLiveHost()
  const source = hubSource({ host, id: () => hub, intervalMs: 15_000, degraded: () => [], cloud: () => null })
  const hosts = new Hosts({ store: database.hosts, sources: [source] })
  history = new ProcessHistory({ store: breakable(database.processes), hosts, clock, log: (line) => log.push(line) })
  return async () => {
    await history.stop()
    await database.close()
  }
})

/** Refuses to keep anything while `failing`. */
function breakable(store: ProcessStore): ProcessStore {
  return {
    append: (snapshots) => (failing ? Promise.reject(new DomainError('storage_unavailable', 'disk full')) : store.append(snapshots)),
    at: (...args) => store.at(...args),
    read: (...args) => store.read(...args),
    pack: (before) => store.pack(before),
    trim: (before) => store.trim(before),
    bytes: (host) => store.bytes(host),
  }
}

function snapshot(at: number, name = 'postgres'): ProcessSnapshot {
  const process = { pid: 1, name, command: '', user: 'app', cpuPercent: 50, memoryBytes: 4096, threads: 1, startedAt: 1, ended: false }
  return { at, spanMs: MINUTE, total: 5, processes: [process] }
}

const kept = async (): Promise<number> => (await history.busiest(hub, 0, clock.now() + DAY)).snapshots

describe('processes of a host', () => {
  it('are those of this moment where the host tells, and the snapshot before', async () => {
    history.record(hub, snapshot(SAMPLE_PROCESSES.at - MINUTE))
    await expect.poll(kept).toBe(1)
    expect(await history.at(hub, null)).toMatchObject({
      live: true,
      at: SAMPLE_PROCESSES.at,
      total: 4,
      before: SAMPLE_PROCESSES.at - MINUTE,
    })
  })

  it('are those kept at or before a moment', async () => {
    history.record(hub, snapshot(clock.now() - 5 * MINUTE))
    await expect.poll(kept).toBe(1)
    expect(await history.at(hub, clock.now())).toMatchObject({ live: false, at: clock.now() - 5 * MINUTE, after: null })
    await expect(history.at(77, null)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('while the storage fails', () => {
  it('they wait, and are kept with the next', async () => {
    failing = true
    history.record(hub, snapshot(clock.now()))
    history.record(hub, snapshot(clock.now() + MINUTE))
    await expect.poll(() => log).toEqual(['processes: disk full; trying again'])
    failing = false
    history.record(hub, snapshot(clock.now() + 2 * MINUTE))
    await expect.poll(kept).toBe(3)
  })

  it('a few hours of them wait, the latest', async () => {
    failing = true
    for (let i = 0; i < 500; i++) history.record(hub, snapshot(clock.now() + i * MINUTE))
    await expect.poll(() => log).toHaveLength(1)
    failing = false
    await history.stop()
    history.record(hub, snapshot(clock.now() + 500 * MINUTE))
    await history.stop()
    expect(await kept()).toBe(241)
  })
})

it('puts what is old together, and forgets it after a week', async () => {
  history.record(hub, snapshot(clock.now() - 8 * DAY))
  for (let i = 0; i < 90; i++) history.record(hub, snapshot(clock.now() - (90 - i) * MINUTE))
  await expect.poll(kept).toBe(91)
  const before = await database.processes.bytes(hub)
  await clock.advance(100 * MINUTE)
  await expect.poll(() => database.processes.bytes(hub)).toBeLessThan(before / 3)
  await expect.poll(kept).toBe(90)
})
