import { DomainError } from '@hyperion/domain/errors'
import { TestClock } from '@hyperion/testkit/clock'
import { expect, it } from 'vitest'
import { Upkeep } from './upkeep.ts'

const retention = { rawDays: 30, totalDays: 0 }

it('keeps the store in order every ten minutes, says what is damaged, and survives a failing medium', async () => {
  const clock = new TestClock(Date.UTC(2026, 0, 1, 0, 1))
  const lines: string[] = []
  const runs: number[] = []
  let failing = false
  let damagedBlocks = 0
  const store = {
    maintain: async (now: number) => {
      if (failing) throw new DomainError('storage_unavailable', 'database or disk is full')
      runs.push(now)
    },
    usage: async () => ({ values: 0, blockBytes: 0, totalBytes: 0, damagedBlocks }),
  }
  const upkeep = new Upkeep({ store, clock, retention, log: (line) => lines.push(line) })
  await clock.advance(10 * 60_000)
  expect(runs).toEqual([Date.UTC(2026, 0, 1, 0, 10)])
  expect(upkeep.degraded()).toBeNull()
  failing = true
  await clock.advance(10 * 60_000)
  expect(lines).toEqual(['metric storage: upkeep failed, next try in ten minutes: database or disk is full'])
  failing = false
  damagedBlocks = 2
  await clock.advance(10 * 60_000)
  expect(upkeep.degraded()).toBe('metric storage: 2 damaged blocks are left out of the history')
  await upkeep.stop()
  await clock.advance(60 * 60_000)
  expect(runs).toHaveLength(2)
})
