import { DEFAULT_THRESHOLDS, type Thresholds } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { ThresholdSettings } from './index.ts'

const CPU = { warning: 10, critical: 20 }

let database: TestDatabase
let clock: TestClock
let settings: ThresholdSettings
let reads: number
let admin: number
let failing: boolean

beforeEach(async () => {
  database = await openTestDatabase()
  clock = new TestClock()
  const user = { username: 'admin', passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: 1 } as const
  admin = (await database.users.create(user)).id
  reads = 0
  failing = false
  const read = (): ReturnType<typeof database.thresholds.read> => {
    reads++
    return failing ? Promise.reject(new DomainError('storage_unavailable', 'away')) : database.thresholds.read()
  }
  settings = new ThresholdSettings({ store: { read, change: (...change) => database.thresholds.change(...change) }, clock })
  return () => database.close()
})

describe('the current thresholds', () => {
  it('are read once in a while', async () => {
    for (let i = 0; i < 3; i++) expect(await settings.current()).toEqual(DEFAULT_THRESHOLDS)
    expect(reads).toBe(1)
    await clock.advance(5000)
    await settings.current()
    expect(reads).toBe(2)
  })

  it('are the changed ones at once, also when a reading is under way', async () => {
    await settings.current()
    await settings.change({ cpu: CPU }, admin)
    expect((await settings.current()).cpu).toEqual(CPU)
    await clock.advance(5000)
    const [, stored] = await Promise.all([settings.current(), settings.change({ cpu: { warning: 1, critical: 2 } }, admin)])
    expect(await settings.current()).toEqual(stored.thresholds)
  })

  it('are those of another process within seconds', async () => {
    await settings.current()
    await database.thresholds.change({ cpu: CPU }, { userId: admin, at: 1 })
    await clock.advance(5000)
    expect((await settings.current()).cpu).toEqual(CPU)
  })

  it('stay known while the database is away', async () => {
    failing = true
    await expect(settings.current()).rejects.toMatchObject({ code: 'storage_unavailable' })
    failing = false
    await settings.current()
    failing = true
    await clock.advance(60_000)
    expect(await settings.current()).toEqual(DEFAULT_THRESHOLDS)
  })
})

describe('a change', () => {
  it('tells when and by whom, and leaves the rest', async () => {
    expect(await settings.change({ cpu: CPU }, admin)).toEqual({
      thresholds: { ...DEFAULT_THRESHOLDS, cpu: CPU },
      updatedAt: clock.now(),
      updatedBy: 'admin',
    })
  })

  it('is taken whole when every level is a percentage and every warning below its critical level, else not at all', async () => {
    const level = fc.oneof(fc.integer({ min: -2, max: 102 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0.5, 1e300))
    const levels = fc.record({ warning: level, critical: level })
    await fc.assert(
      fc.asyncProperty(fc.record({ cpu: levels, memory: levels, disk: levels }, { requiredKeys: [] }), async (change) => {
        const before = await settings.read()
        const result = await settings.change(change as Partial<Thresholds>, admin).catch((error: unknown) => error)
        const good = Object.values(change).every(
          ({ warning, critical }) =>
            Number.isInteger(warning) && Number.isInteger(critical) && warning >= 0 && warning < critical && critical <= 100,
        )
        const after = await settings.read()
        if (good) expect(after.thresholds).toEqual({ ...before.thresholds, ...change })
        else expect([result, after]).toEqual([expect.objectContaining({ code: 'validation_failed' }), before])
      }),
      { numRuns: 60 },
    )
  })
})
