import type { AuditEntry, AuditStore } from '@hyperion/ports/audit'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { type AuditedDeed, AuditLog } from './index.ts'

const DEED: AuditedDeed = { actor: { id: 1, name: 'ada' }, address: '192.0.2.1', action: 'user.delete', target: 'bob' }

describe('AuditLog', () => {
  let database: TestDatabase
  let logged: string[]
  const clock = new TestClock()
  const log = (message: string) => void logged.push(message)

  beforeEach(async () => {
    logged = []
    database = await openTestDatabase()
    return () => database.close()
  })

  it('keeps deeds in order, each with the instant it was told', async () => {
    const audit = new AuditLog({ store: database.audit, clock, log })
    const start = clock.now()
    audit.record(DEED)
    await clock.advance(1000)
    audit.record({ ...DEED, actor: { id: null, name: 'x' }, target: undefined, details: { why: 'no' }, outcome: 'failure' })
    expect(await audit.list({ limit: 9 })).toMatchObject([
      { at: start + 1000, actor: { id: null, name: 'x' }, target: null, details: { why: 'no' }, outcome: 'failure' },
      { at: start, ...DEED, details: {}, outcome: 'success' },
    ])
    expect(logged).toEqual([])
  })

  it('takes names that no storage would', async () => {
    const audit = new AuditLog({ store: database.audit, clock, log })
    audit.record({ ...DEED, actor: { id: null, name: `a\0b${'x'.repeat(9999)}` } })
    const [entry] = await audit.list({ limit: 1 })
    expect(entry?.actor.name).toMatch(/^a\u{FFFD}bx{497}$/u)
  })

  it('logs what cannot be stored, whatever it holds, and goes on', async () => {
    const readonly = await database.openReadonly()
    const broken = new AuditLog({ store: readonly.audit, clock, log })
    broken.record({ ...DEED, target: 'two\nlines' })
    await broken.flush()
    await readonly.close()
    expect(logged).toHaveLength(1)
    expect(logged[0]).toMatch(/^audit: not stored \(.*readonly.*\): .*user\.delete.*two\\nlines/)

    const audit = new AuditLog({ store: database.audit, clock, log })
    audit.record({ ...DEED, details: { big: 1n } })
    audit.record(DEED)
    expect(await audit.list({ limit: 9 })).toHaveLength(1)
    expect(logged).toHaveLength(2)
  })

  it('does not pile up entries for a storage that hangs', async () => {
    const stored: AuditEntry[] = []
    const gate = Promise.withResolvers<void>()
    const store: AuditStore = {
      append: async (entry) => {
        await gate.promise
        stored.push(entry)
      },
      list: async () => [],
    }
    const audit = new AuditLog({ store, clock, log })
    for (let i = 0; i < 1005; i++) audit.record(DEED)
    expect(logged).toHaveLength(5)
    gate.resolve()
    await audit.flush()
    expect(stored).toHaveLength(1000)
  })
})
