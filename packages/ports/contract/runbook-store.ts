import type { NewRunbook, NewRunbookStep, RunbookStore } from '@hyperion/ports/runbooks'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE, UNKNOWN_ID } from './service-samples.ts'

interface RunbookStoreUnderTest {
  readonly runbooks: RunbookStore
  readonly services: ServiceStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const ID = expect.stringMatching(/^[0-9a-f-]{36}$/)

const RESTART = { command: 7, name: 'Restart É"%', values: { unit: 'redis.service' } }
const CHECK: NewRunbookStep = {
  title: 'Check cluster status',
  description: 'É"%',
  command: 'redis-cli cluster info',
  expectedMinutes: 2,
  critical: false,
  requiresConfirmation: true,
  saved: RESTART,
}
const FAIL_OVER: NewRunbookStep = {
  title: 'Fail over',
  description: '',
  command: null,
  expectedMinutes: null,
  critical: true,
  requiresConfirmation: false,
}

export function runbookStoreContract(name: string, make: () => Promise<RunbookStoreUnderTest>): void {
  describe(`${name} as RunbookStore`, () => {
    let store: RunbookStoreUnderTest
    let runbooks: RunbookStore
    let recovery: NewRunbook

    beforeEach(async () => {
      store = await make()
      runbooks = store.runbooks
      const { id } = await store.services.create(NEW_SERVICE)
      recovery = { title: 'Redis Recovery', description: '# É"%', service: id, steps: [CHECK, FAIL_OVER], at: NOW }
      return () => store.close()
    })

    it('keeps a runbook whole, its steps in their order', async () => {
      const made = await runbooks.create(recovery)
      const service = { id: recovery.service, name: 'redis-prod' }
      const { at: _, ...told } = recovery
      const steps = [
        { ...CHECK, id: ID, saved: RESTART },
        { ...FAIL_OVER, id: ID, saved: null },
      ]
      expect(made).toEqual({ ...told, id: ID, service, steps, createdAt: NOW, updatedAt: NOW })
      const bare = await runbooks.create({ title: 'api', description: '', service: null, steps: [], at: NOW })
      const heads = [bare, made].map(({ steps: _steps, ...head }) => head)
      expect(await runbooks.heads()).toEqual(heads)
      expect(await runbooks.byIds([made.id, UNKNOWN_ID, bare.id])).toEqual([made, bare])
      expect(await runbooks.byIds([])).toEqual([])
    })

    it('changes what is told and leaves the rest', async () => {
      const made = await runbooks.create(recovery)
      expect(await runbooks.update(made.id, { at: NOW + 1 })).toEqual({ ...made, updatedAt: NOW + 1 })
      const change = { title: 'Recovery', description: '', service: null, steps: [] }
      expect(await runbooks.update(made.id, { ...change, at: NOW + 2 })).toEqual({ ...made, ...change, updatedAt: NOW + 2 })
    })

    it('lets a step keep its id wherever it goes, and gives new ones to copies and strangers', async () => {
      const { id, steps } = await runbooks.create(recovery)
      const other = await runbooks.create({ ...recovery, title: 'Other' })
      const [check, failOver] = steps
      const stranger = { ...CHECK, id: other.steps[0]?.id ?? '' }
      const wanted = [failOver, { ...CHECK, title: 'New' }, check, check, stranger].flatMap((step) => step ?? [])
      const after = (await runbooks.update(id, { steps: wanted, at: NOW })).steps
      expect(after.map(({ title }) => title)).toEqual(wanted.map(({ title }) => title))
      expect([after[0]?.id, after[2]?.id]).toEqual([failOver?.id, check?.id])
      expect(new Set(after.map((step) => step.id)).size).toBe(5)
      expect((await runbooks.byIds([other.id]))[0]).toEqual(other)
    })

    it('says what can be run for which step, which a step keeps until it is told otherwise', async () => {
      const { id, steps } = await runbooks.create(recovery)
      const [check, failOver] = steps
      const other = await runbooks.create({ ...recovery, title: 'Other' })
      const wanted = new Map([
        [failOver?.id ?? '', RESTART],
        [other.steps[1]?.id ?? '', RESTART],
        [UNKNOWN_ID, RESTART],
      ])
      const named = await runbooks.setCommands(id, wanted, NOW + 1)
      expect([named.updatedAt, named.steps]).toEqual([
        NOW + 1,
        [
          { ...check, saved: null },
          { ...failOver, saved: RESTART },
        ],
      ])
      expect((await runbooks.byIds([other.id]))[0]).toEqual(other)
      const untold = named.steps.map(({ saved: _, ...step }) => step)
      expect((await runbooks.update(id, { steps: untold.toReversed(), at: NOW + 2 })).steps).toEqual(named.steps.toReversed())
      const told = { ...untold[1], saved: null } as NewRunbookStep
      expect((await runbooks.update(id, { steps: [told], at: NOW + 3 })).steps).toEqual([{ ...failOver, saved: null }])
      await expect(runbooks.setCommands(UNKNOWN_ID, wanted, NOW)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps the steps of one of two changes at once', async () => {
      const { id } = await runbooks.create(recovery)
      const sets = [CHECK, FAIL_OVER].map((step) => Array.from({ length: 20 }, () => step))
      await Promise.all(sets.map((steps) => runbooks.update(id, { steps, at: NOW })))
      const [after] = await runbooks.byIds([id])
      expect(after?.steps).toHaveLength(20)
      expect(new Set(after?.steps.map(({ title }) => title)).size).toBe(1)
    })

    it('refuses what is unknown, and changes nothing then', async () => {
      const made = await runbooks.create(recovery)
      await expect(runbooks.create({ ...recovery, service: UNKNOWN_ID })).rejects.toMatchObject({ code: 'not_found' })
      await expect(runbooks.update(made.id, { service: UNKNOWN_ID, steps: [], at: NOW })).rejects.toMatchObject({ code: 'not_found' })
      await expect(runbooks.update(UNKNOWN_ID, { at: NOW })).rejects.toMatchObject({ code: 'not_found' })
      await expect(runbooks.delete(UNKNOWN_ID)).rejects.toMatchObject({ code: 'not_found' })
      expect(await runbooks.byIds([made.id])).toEqual([made])
    })

    it('outlives its service, and goes with its steps', async () => {
      const made = await runbooks.create(recovery)
      await store.services.delete(recovery.service ?? '')
      expect(await runbooks.byIds([made.id])).toEqual([{ ...made, service: null }])
      await runbooks.delete(made.id)
      expect([await runbooks.heads(), await runbooks.byIds([made.id])]).toEqual([[], []])
    })
  })
}
