import type { AuditEntry, AuditStore } from '@hyperion/ports/audit'
import { beforeEach, describe, expect, it } from 'vitest'

/** Past 2^32 and the year 2038, as real instants are. */
const NOW = Date.UTC(2040, 5, 1)
const ENTRY: AuditEntry = {
  at: NOW,
  actor: { id: 7, name: 'ada' },
  address: '2001:db8::1',
  action: 'user.update',
  target: "o'brien 🚀",
  host: null,
  details: { role: ['viewer', 'admin'], nested: { yes: true, none: null } },
  outcome: 'success',
}

export function auditStoreContract(name: string, make: () => Promise<{ audit: AuditStore; close(): Promise<void> }>): void {
  describe(`${name} as AuditStore`, () => {
    let audit: AuditStore

    beforeEach(async () => {
      const made = await make()
      audit = made.audit
      return () => made.close()
    })

    it('gives back what was added, with an id', async () => {
      expect(await audit.list({ limit: 9 })).toEqual([])
      const failed: AuditEntry = { ...ENTRY, actor: { id: null, name: 'nobody' }, target: null, details: {}, outcome: 'failure' }
      await audit.append(ENTRY)
      await audit.append(failed)
      const id = expect.any(Number)
      expect(await audit.list({ limit: 9 })).toEqual([
        { ...failed, id },
        { ...ENTRY, id },
      ])
    })

    it('tells the newest first, whatever the clock said, and goes on before a cursor', async () => {
      for (const [i, at] of [NOW, NOW + 5, NOW - 5, NOW].entries()) await audit.append({ ...ENTRY, at, target: String(i) })
      const first = await audit.list({ limit: 2 })
      expect(first.map(({ target }) => target)).toEqual(['3', '2'])
      const second = await audit.list({ limit: 9, before: first.at(-1)?.id })
      expect(second.map(({ target }) => target)).toEqual(['1', '0'])
      expect(await audit.list({ limit: 9, before: second.at(-1)?.id })).toEqual([])
    })

    it('filters by action and by actor, to the letter', async () => {
      await audit.append({ ...ENTRY, target: 'a' })
      await audit.append({ ...ENTRY, target: 'b', action: 'user.delete' })
      await audit.append({ ...ENTRY, target: 'c', actor: { id: 8, name: 'Ada' } })
      const targets = async (query: { action?: string; actor?: string }): Promise<unknown> =>
        (await audit.list({ limit: 9, ...query })).map(({ target }) => target)
      expect(await targets({ action: 'user.update' })).toEqual(['c', 'a'])
      expect(await targets({ actor: 'ada' })).toEqual(['b', 'a'])
      expect(await targets({ actor: 'ada', action: 'user.delete' })).toEqual(['b'])
      expect(await targets({ action: 'user.%' })).toEqual([])
    })

    it('filters by host, also one that is there no longer', async () => {
      for (const host of [7, null, 8, 7]) await audit.append({ ...ENTRY, host })
      expect((await audit.list({ limit: 9, host: 7 })).map(({ host }) => host)).toEqual([7, 7])
      expect(await audit.list({ limit: 9, host: 9 })).toEqual([])
    })
  })
}
