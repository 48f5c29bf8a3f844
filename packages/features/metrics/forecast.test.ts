import type { HostUsage } from '@hyperion/ports/metric-store'
import { describe, expect, it } from 'vitest'
import { type HostOutlook, sizeIn } from './forecast.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 5, 1)
const DAILY = { raw: 100, fine: 10, coarse: 2, times: 1, values: 1000 }

/** A host that has gone on alike for so many days, all of it in its place. */
function outlook(age: number, retention = { rawDays: 30, fineDays: 90, totalDays: 365 }, daily: HostUsage['daily'] = DAILY): HostOutlook {
  const days = (from: number, to: number): number => Math.max(0, Math.min(age, to) - from)
  const end = retention.totalDays || Number.POSITIVE_INFINITY
  const bytes = {
    raw: 100 * days(0, retention.rawDays),
    fine: 10 * days(retention.rawDays, retention.fineDays),
    coarse: 2 * days(retention.fineDays, end),
    times: days(0, end),
  }
  const usage = { host: 1, values: 0, bytes, journalBytes: 5, first: NOW - age * DAY, last: NOW, daily }
  return { usage, retention, intervalMs: 15_000 }
}

describe('the size of a host’s history', () => {
  it('is what it is today', () => {
    expect(sizeIn(0, outlook(10), NOW)).toBe(1000 + 10 + 5)
    expect(sizeIn(0, outlook(500), NOW)).toBe(3000 + 600 + 550 + 365 + 5)
  })

  it('grows as that of a host that is older', () => {
    for (const retention of [
      { rawDays: 30, fineDays: 90, totalDays: 365 },
      { rawDays: 30, fineDays: 90, totalDays: 0 },
      { rawDays: 7, fineDays: 7, totalDays: 7 },
      { rawDays: 400, fineDays: 400, totalDays: 0 },
    ]) {
      for (const age of [1, 20, 45, 100, 400]) {
        for (const days of [1, 15, 40, 200, 900]) {
          expect(sizeIn(days, outlook(age, retention), NOW), `${JSON.stringify({ retention, age, days })}`).toBeCloseTo(
            sizeIn(0, outlook(age + days, retention), NOW),
            6,
          )
        }
      }
    }
  })

  it('settles at the end of the retention, or grows on by the hourly rows alone', () => {
    expect(sizeIn(365, outlook(10), NOW)).toBe(sizeIn(3650, outlook(10), NOW))
    const forEver = outlook(100, { rawDays: 30, fineDays: 90, totalDays: 0 })
    expect(sizeIn(1001, forEver, NOW) - sizeIn(1000, forEver, NOW)).toBeCloseTo(3, 6)
  })

  it('shrinks where there is more than lately', () => {
    const before = outlook(30)
    const quiet = { ...before, usage: { ...before.usage, daily: { ...DAILY, raw: 10 } } }
    expect(sizeIn(30, quiet, NOW)).toBeLessThan(sizeIn(0, quiet, NOW))
  })

  it('is estimated where no coarser rows were made yet, and is nothing without a report', () => {
    const young = outlook(10, { rawDays: 30, fineDays: 90, totalDays: 365 }, { ...DAILY, fine: null, coarse: null, values: 126_720 })
    expect(sizeIn(100, young, NOW) - sizeIn(99, young, NOW)).toBeCloseTo(22 * 24 * 28.5 + 1, 3)
    const none = { raw: null, fine: null, coarse: null, times: null, values: null }
    const silent = { ...young.usage, bytes: { raw: 0, fine: 0, coarse: 0, times: 0 }, journalBytes: 0, first: null, daily: none }
    expect(sizeIn(100, { ...young, usage: silent }, NOW)).toBe(0)
  })
})
