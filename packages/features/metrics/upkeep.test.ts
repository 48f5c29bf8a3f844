import { DomainError } from '@hyperion/domain/errors'
import { DEFAULT_RETENTION, type RetentionPolicy } from '@hyperion/domain/metrics'
import type { Host } from '@hyperion/ports/hosts'
import type { StoreUsage } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { beforeEach, expect, it } from 'vitest'
import { Upkeep } from './upkeep.ts'

const MINUTE = 60_000
const policy: RetentionPolicy = { standard: DEFAULT_RETENTION, hosts: new Map() }
const nothing: Omit<StoreUsage, 'damagedBlocks' | 'hosts'> = {
  values: 0,
  blockBytes: 0,
  totalBytes: 0,
  databaseBytes: 0,
  freeBytes: 0,
  forgetting: [],
}

let clock: TestClock
let lines: string[]
let runs: number[]
let failing: boolean
let damagedBlocks: number
let withHistory: number[]
let known: number[]
let forgotten: number[]
let upkeep: Upkeep

beforeEach(() => {
  clock = new TestClock(Date.UTC(2026, 0, 1, 0, 1))
  lines = []
  runs = []
  failing = false
  damagedBlocks = 0
  withHistory = [1]
  known = [1]
  forgotten = []
  const store = {
    maintain: async (now: number, given: RetentionPolicy) => {
      expect(given).toBe(policy)
      if (failing) throw new DomainError('storage_unavailable', 'database or disk is full')
      runs.push(now)
    },
    usage: async () => ({ ...nothing, damagedBlocks, hosts: withHistory.map((host) => ({ host }) as StoreUsage['hosts'][number]) }),
    forget: async (host: number) => {
      forgotten.push(host)
    },
  }
  const hosts = { list: async () => known.map((id) => ({ id }) as Host) }
  upkeep = new Upkeep({ store, hosts, clock, policy: async () => policy, log: (line) => lines.push(line) })
  return () => upkeep.stop()
})

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

it('keeps the store in order every ten minutes, says what is damaged, and survives a failing medium', async () => {
  await clock.advance(10 * MINUTE)
  expect(runs).toEqual([Date.UTC(2026, 0, 1, 0, 10)])
  expect(upkeep.degraded()).toBeNull()
  failing = true
  await clock.advance(10 * MINUTE)
  expect(lines).toEqual(['metric storage: upkeep failed, next try in ten minutes: database or disk is full'])
  failing = false
  damagedBlocks = 2
  await clock.advance(10 * MINUTE)
  await settle()
  expect(upkeep.degraded()).toBe('metric storage: 2 damaged blocks are left out of the history')
  await upkeep.stop()
  await clock.advance(60 * MINUTE)
  expect(runs).toHaveLength(2)
})

it('runs at once when it is woken, and once more when that was during a run', async () => {
  upkeep.wake()
  upkeep.wake()
  upkeep.wake()
  await settle()
  await settle()
  expect(runs).toHaveLength(2)
})

it('forgets the history of hosts that are not there, not at first sight', async () => {
  withHistory = [1, 2, 3]
  upkeep.wake()
  await settle()
  expect(forgotten).toEqual([])
  known = [1, 3]
  upkeep.wake()
  await settle()
  expect(forgotten).toEqual([2])
  expect(lines).toEqual(['metric storage: host 2 was deleted; what was left of its history goes too'])
})
