import type { EscalationRunStore, PageStore } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { firstStep, incidentFor, LINE, ESCALATION_NOW as NOW, newRun, POLICY, pageFor } from './escalation-samples.ts'

interface EscalationRunStoreUnderTest {
  readonly escalationRuns: EscalationRunStore
  readonly pages: PageStore
  readonly incidents: IncidentStore
  readonly services: Pick<ServiceStore, 'create'>
  close(): Promise<void>
}

const LEASE = 15_000
const MINUTE = 60_000

export function escalationRunStoreContract(name: string, make: () => Promise<EscalationRunStoreUnderTest>): void {
  describe(`${name} as EscalationRunStore`, () => {
    let runs: EscalationRunStore
    let pages: PageStore
    let incidents: IncidentStore
    let incident: string

    beforeEach(async () => {
      const made = await make()
      runs = made.escalationRuns
      pages = made.pages
      incidents = made.incidents
      incident = await incidentFor(made)
      return () => made.close()
    })

    const told = async () => (await incidents.timeline(incident)).filter(({ type }) => type === 'ESCALATION').map(({ message }) => message)
    const leased = async (at = NOW) => (await runs.lease(at, LEASE)) ?? expect.fail('nothing was leased')

    it('begins once for each cause, in place of what runs, and tells it', async () => {
      const { run, begun } = await runs.begin(newRun(incident), LINE)
      expect([begun, run]).toMatchObject([
        true,
        { incident, policy: POLICY, state: 'running', position: { round: 0, step: 0 }, dueAt: NOW },
      ])
      expect(await runs.begin(newRun(incident, { startedAt: NOW + 1 }), LINE)).toEqual({ run, begun: false })
      const again = await runs.begin(newRun(incident, { cause: 'step 2', startedAt: NOW + 9, urgency: 'urgent' }), LINE)
      expect(again.begun).toBe(true)
      expect(await runs.ofIncident(incident)).toMatchObject([
        { id: again.run.id, state: 'running', urgency: 'urgent' },
        { id: run.id, state: 'stopped', why: 'begun again', finishedAt: NOW + 9 },
      ])
      expect(await told()).toHaveLength(2)
      const none = newRun(incident, { cause: 'step 3', policy: null, state: 'stopped', why: 'no policy' })
      expect(await runs.begin(none, LINE)).toMatchObject({ run: { policy: null, state: 'stopped', why: 'no policy', finishedAt: NOW } })
      expect(await runs.running()).toEqual([])
    })

    it('leases a step to one, again when nothing was heard, and none before its time', async () => {
      await runs.begin(newRun(incident), LINE)
      const all = await Promise.all(Array.from({ length: 4 }, () => runs.lease(NOW, LEASE)))
      expect(all.filter((each) => each !== undefined)).toHaveLength(1)
      expect(await runs.nextDue(NOW)).toBe(NOW + LEASE)
      expect(await runs.lease(NOW + LEASE - 1, LEASE)).toBeUndefined()
      const run = await leased(NOW + LEASE)
      expect(await runs.record(run, firstStep(run))).toBe(true)
      expect(await runs.nextDue(NOW)).toBe(NOW + 1000 + 5 * MINUTE)
      expect(await runs.lease(NOW + 5 * MINUTE, LEASE)).toBeUndefined()
      expect(await leased(NOW + 1000 + 5 * MINUTE)).toMatchObject({ position: { round: 0, step: 1 }, log: [{ step: 0, reached: true }] })
    })

    it('keeps a step with its pages and what it tells, or nothing of it', async () => {
      await runs.begin(newRun(incident), LINE)
      const lost = await leased()
      const run = await leased(NOW + LEASE)
      expect(await runs.record(lost, firstStep(lost))).toBe(false)
      expect([await pages.ofIncident(incident), await told()]).toEqual([[], [LINE.message]])
      const step = firstStep(run)
      expect(await runs.record(run, step)).toBe(true)
      expect(await runs.record(run, step)).toBe(false)
      expect(await pages.ofIncident(incident)).toMatchObject([{ ...step.pages[0], status: 'queued', attempts: 0 }])
      expect((await runs.ofIncident(incident))[0]?.log).toEqual([step.record])
      expect(await told()).toHaveLength(2)
    })

    it('keeps nothing of a step whose line cannot be written', async () => {
      await runs.begin(newRun(incident), LINE)
      const run = await leased()
      const broken = { ...firstStep(run), pages: [pageFor('no such incident', 'x')] }
      await expect(runs.record(run, broken)).rejects.toMatchObject({ code: 'not_found' })
      expect((await runs.ofIncident(incident))[0]).toMatchObject({ position: { step: 0 }, log: [] })
    })

    it('ends, drops the pages that ask for help, and runs no step that was under way', async () => {
      await runs.begin(newRun(incident), LINE)
      const run = await leased()
      await runs.record(run, firstStep(run))
      await pages.add([pageFor(incident, 'notify')], null)
      const late = await leased(NOW + 1000 + 5 * MINUTE)
      const end = { state: 'stopped', at: NOW + 6 * MINUTE, why: 'acknowledged by bob', told: LINE } as const
      expect(await runs.finish(incident, end)).toBe(true)
      expect(await runs.finish(incident, end)).toBe(false)
      expect(await runs.record(late, { ...firstStep(late), pages: [] })).toBe(false)
      expect((await pages.ofIncident(incident)).map(({ status, error }) => [status, error])).toEqual([
        ['expired', 'acknowledged by bob'],
        ['queued', null],
      ])
      expect(await runs.ofIncident(incident)).toMatchObject([
        { state: 'stopped', why: 'acknowledged by bob', finishedAt: NOW + 6 * MINUTE },
      ])
      expect([await runs.nextDue(NOW), await runs.lease(NOW + 60 * MINUTE, LEASE)]).toEqual([null, undefined])
    })

    it('names what is overdue, and each trouble once', async () => {
      expect(await runs.overdue(NOW)).toEqual([])
      const [notBegun] = await runs.overdue(NOW + 1)
      expect(notBegun).toMatchObject({ kind: 'not_begun', incident, since: NOW, shortId: expect.stringMatching(/^INC-/) })
      await pages.add([pageFor(incident, 'p', { dueAt: NOW + 5 })], null)
      expect((await runs.overdue(NOW + 6)).map(({ kind }) => kind)).toEqual(['not_begun', 'page_late'])
      await pages.lease(NOW + 5, LEASE)
      expect((await runs.overdue(NOW + 6)).map(({ kind }) => kind)).toEqual(['not_begun'])
      const trouble = notBegun ?? expect.fail()
      expect([await runs.note(trouble, NOW), await runs.note(trouble, NOW)]).toEqual([true, false])
      await runs.forgetTroubles(NOW + 1)
      expect(await runs.note(trouble, NOW)).toBe(true)
      await incidents.transition(incident, { action: 'acknowledge', actor: null, at: NOW }, [])
      expect(await runs.overdue(NOW + 6)).toEqual([])
      await runs.begin(newRun(incident), LINE)
      expect(await runs.running()).toMatchObject([{ incident, shortId: trouble.shortId, log: [] }])
    })
  })
}
