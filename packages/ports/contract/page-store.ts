import type { EscalationRunStore, LeasedPage, PageStore } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { ADA, firstStep, incidentFor, LINE, ESCALATION_NOW as NOW, newRun, OPS, pageFor } from './escalation-samples.ts'

interface PageStoreUnderTest {
  readonly pages: PageStore
  readonly escalationRuns: EscalationRunStore
  readonly incidents: IncidentStore
  readonly services: Pick<ServiceStore, 'create'>
  readonly users: UserStore
  close(): Promise<void>
}

const LEASE = 60_000

export function pageStoreContract(name: string, make: () => Promise<PageStoreUnderTest>): void {
  describe(`${name} as PageStore`, () => {
    let pages: PageStore
    let runs: EscalationRunStore
    let incidents: IncidentStore
    let users: UserStore
    let incident: string

    beforeEach(async () => {
      const made = await make()
      pages = made.pages
      runs = made.escalationRuns
      incidents = made.incidents
      users = made.users
      incident = await incidentFor(made)
      await users.create({ username: 'ada', passwordHash: 'h', role: 'viewer', mustChangePassword: false, createdAt: NOW })
      return () => made.close()
    })

    const leased = async (at = NOW): Promise<LeasedPage> => (await pages.lease(at, LEASE)) ?? expect.fail('nothing was leased')
    const told = async () => (await incidents.timeline(incident)).map(({ message }) => message)
    const sent = { at: NOW + 1, reference: 'r1', told: { type: 'NOTIFICATION', message: 'ada was paged' } } as const

    it('owes the same page once, and tells of it once', async () => {
      const page = pageFor(incident, 'a', { text: 'É' })
      const added = await Promise.all([pages.add([page, pageFor(incident, 'b', { to: OPS })], LINE), pages.add([page], LINE)])
      expect(added[0] + added[1]).toBe(2)
      expect(await pages.add([page], LINE)).toBe(0)
      expect(await pages.add([], LINE)).toBe(0)
      const nothingYet = { status: 'queued', attempts: 0, finishedAt: null, error: null } as const
      const all = await pages.ofIncident(incident)
      expect(all.toSorted((a, b) => a.key.localeCompare(b.key))).toMatchObject([
        { ...page, ...nothingYet },
        { key: 'b', to: OPS },
      ])
      expect((await told()).filter((each) => each === LINE.message).length).toBeLessThan(3)
    })

    it('leases each to one, what is due first, and again when nothing was heard', async () => {
      await pages.add([pageFor(incident, 'late', { dueAt: NOW + 500, to: OPS }), pageFor(incident, 'now')], null)
      const all = await Promise.all(Array.from({ length: 3 }, () => pages.lease(NOW, LEASE)))
      expect(all.map((each) => each?.key).filter(Boolean)).toEqual(['now'])
      expect(await pages.nextDue(NOW)).toBe(NOW + 500)
      expect(await leased(NOW + 500)).toMatchObject({ key: 'late', attempts: 1, earlier: null })
      expect(await pages.nextDue(NOW + 500)).toBe(NOW + LEASE)
      expect(await leased(NOW + LEASE)).toMatchObject({ key: 'now', attempts: 2 })
    })

    it('sends to one recipient in order, with what was answered before, and lets nobody else wait', async () => {
      await pages.add([pageFor(incident, '1'), pageFor(incident, '2'), pageFor(incident, '3', { to: OPS })], null)
      const first = await leased()
      expect(await leased()).toMatchObject({ key: '3' })
      expect(await pages.lease(NOW, LEASE)).toBeUndefined()
      await pages.retry(first, { at: NOW, error: 'no answer', retryAt: NOW + 2000 })
      expect(await pages.lease(NOW + 1999, LEASE)).toBeUndefined()
      const again = await leased(NOW + 2000)
      expect(again).toMatchObject({ key: '1', attempts: 2, error: 'no answer' })
      await pages.succeed(again, sent)
      expect(await leased(NOW + 2000)).toMatchObject({ key: '2', earlier: 'r1' })
    })

    it('does not hold back a page for one that is due later', async () => {
      await pages.add([pageFor(incident, 'in five minutes', { dueAt: NOW + 300_000 }), pageFor(incident, 'now')], null)
      expect(await leased()).toMatchObject({ key: 'now' })
    })

    it('settles what was leased, not what somebody else has by now', async () => {
      await pages.add([pageFor(incident, '1')], null)
      const lost = await leased()
      const page = await leased(NOW + LEASE)
      await pages.succeed(lost, sent)
      await pages.fail(lost, { at: NOW, error: 'x', told: LINE })
      await pages.retry(lost, { at: NOW, error: 'x', retryAt: NOW })
      await pages.expire(lost, { at: NOW, error: 'x' })
      expect(await pages.ofIncident(incident)).toMatchObject([{ status: 'queued', error: null }])
      await pages.succeed(page, sent)
      await pages.fail(page, { at: NOW, error: 'x', told: LINE })
      expect(await pages.ofIncident(incident)).toMatchObject([{ status: 'sent', finishedAt: NOW + 1 }])
      expect(await told()).toEqual(expect.arrayContaining(['ada was paged']))
      expect(await told()).not.toContain(LINE.message)
    })

    it('drops what nobody needs', async () => {
      await pages.add([pageFor(incident, '1')], null)
      await pages.expire(await leased(), { at: NOW + 2, error: 'acknowledged' })
      expect(await pages.ofIncident(incident)).toMatchObject([{ status: 'expired', error: 'acknowledged', finishedAt: NOW + 2 }])
      expect(await pages.nextDue(NOW)).toBeNull()
    })

    it('lets the next step begin when nothing of a step can arrive any more', async () => {
      await runs.begin(newRun(incident), LINE)
      const run = (await runs.lease(NOW, LEASE)) ?? expect.fail()
      const step = firstStep(run)
      const [page] = step.pages
      const second = { ...(page ?? expect.fail()), key: 'second', to: OPS }
      await runs.record(run, { ...step, pages: [...step.pages, second] })
      const failed = { at: NOW + 2000, error: 'refused', told: LINE }
      await pages.fail(await leased(NOW + 1000), failed)
      expect((await runs.ofIncident(incident))[0]?.dueAt).toBe(step.next.dueAt)
      await pages.fail(await leased(NOW + 1000), failed)
      expect((await runs.ofIncident(incident))[0]?.dueAt).toBe(NOW + 2000)
    })

    it('keeps how each way to a person fared the last time, of those who are there', async () => {
      await pages.add([pageFor(incident, '1'), pageFor(incident, '2', { to: { ...ADA, user: { id: 99, username: 'gone' } } })], null)
      const { id } = (await users.byUsername('ada')) ?? expect.fail()
      expect(id).toBe(1)
      const first = await leased()
      await pages.succeed(await leased(), sent)
      await pages.retry(first, { at: NOW + 3, error: 'no answer', retryAt: NOW + 4 })
      expect(await pages.outcomes()).toEqual([{ user: 1, method: 'mail', ok: false, at: NOW + 3, error: 'no answer' }])
      await pages.noteOutcome({ user: 1, method: 'mail', ok: true, at: NOW + 9, error: null })
      await pages.noteOutcome({ user: 99, method: 'mail', ok: true, at: NOW + 9, error: null })
      expect(await pages.outcomes()).toEqual([{ user: 1, method: 'mail', ok: true, at: NOW + 9, error: null }])
    })
  })
}
