import type { OK } from '@hyperion/domain/alerts'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase } from '@hyperion/testkit/database'
import { expect, it } from 'vitest'
import { Unsaved } from './unsaved.ts'

it('lets what became of a host that is deleted go, and writes what waits behind it', async () => {
  const database = await openTestDatabase()
  const hub = await database.hosts.ensureHub('hub', 1)
  const lines: string[] = []
  const unsaved = new Unsaved({ store: database.alerts, clock: new TestClock(), log: (line) => lines.push(line), onCommitted: () => {} })
  const pending = { phase: 'pending', level: 'warning', since: 1, value: 90 } as unknown as typeof OK
  const transition = { rule: 'cpu', instance: '', state: pending, event: null } as const
  unsaved.add({ ...transition, host: 77 })
  unsaved.add({ ...transition, host: hub.id })
  await unsaved.flushed()
  expect((await database.alerts.states()).map(({ host }) => host)).toEqual([hub.id])
  expect([unsaved.degraded(), lines]).toEqual([null, []])
  await database.close()
})
