import type { HostStore } from '@hyperion/ports/hosts'
import type { NewReport, NewReportSchedule, ReportScheduleStore, ReportStore } from '@hyperion/ports/reports'
import { beforeEach, describe, expect, it } from 'vitest'

export interface ReportScheduleStoreUnderTest {
  readonly reportSchedules: ReportScheduleStore
  readonly reports: ReportStore
  readonly hosts: HostStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const DAY = 86_400_000
const LEASE = 1000
const SCHEDULE: NewReportSchedule = {
  name: 'Monday',
  enabled: true,
  hosts: [1],
  tags: ['web'],
  format: 'pdf',
  language: 'fr',
  range: 'week',
  includeContainers: true,
  timing: { every: 'week', weekday: 1, day: null, time: '08:00', zone: 'Europe/Paris' },
  recipients: ['ops@example.org'],
  author: 'ada',
  updatedAt: NOW,
  nextAt: NOW + DAY,
}

export function reportScheduleStoreContract(name: string, make: () => Promise<ReportScheduleStoreUnderTest>): void {
  describe(`${name} as ReportScheduleStore`, () => {
    let store: ReportScheduleStore
    let reports: ReportStore
    let wanted: NewReport

    beforeEach(async () => {
      const made = await make()
      store = made.reportSchedules
      reports = made.reports
      const { id: host } = await made.hosts.ensureHub('atlas', NOW)
      const range = { hours: 168, until: NOW, zone: 'Europe/Paris', includeContainers: true } as const
      wanted = { host, name: 'Report', format: 'pdf', language: 'fr', ...range, requestedBy: 'Monday', createdAt: NOW }
      return () => made.close()
    })

    /** A schedule with a run that is due, and the claim of it. */
    async function claimed() {
      const schedule = await store.create({ ...SCHEDULE, nextAt: NOW })
      await store.begin(schedule, { dueAt: NOW, nextAt: NOW + DAY })
      const claim = await store.claimRun(NOW, LEASE)
      if (!claim) throw new Error('there is no run')
      return { schedule, claim }
    }

    it('keeps, changes and forgets schedules', async () => {
      const made = await store.create(SCHEDULE)
      expect(made).toEqual({ ...SCHEDULE, id: expect.any(Number) })
      const change: NewReportSchedule = { ...SCHEDULE, name: 'Off', enabled: false, author: 'bob', updatedAt: NOW + 1, nextAt: null }
      expect(await store.update(made.id, change)).toEqual({ ...change, id: made.id })
      expect([await store.list(), await store.byId(made.id)]).toEqual([[{ ...change, id: made.id }], { ...change, id: made.id }])
      await store.delete(made.id)
      expect([await store.list(), await store.byId(made.id)]).toEqual([[], undefined])
      await expect(store.update(made.id, SCHEDULE)).rejects.toMatchObject({ code: 'not_found' })
      await expect(store.delete(made.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(store.beginNow(made.id, { dueAt: NOW, requestedBy: 'ada' })).rejects.toMatchObject({ code: 'not_found' })
    })

    it('begins what is due once, whoever sees it', async () => {
      const made = await store.create(SCHEDULE)
      await store.create({ ...SCHEDULE, nextAt: null })
      expect([await store.due(NOW + DAY - 1), await store.due(NOW + DAY)]).toEqual([[], [made]])
      const run = { dueAt: NOW + DAY, nextAt: NOW + 2 * DAY }
      const begun = await Promise.all([store.begin(made, run), store.begin(made, run)])
      expect(begun.toSorted()).toEqual([false, true])
      expect(await store.due(NOW + DAY)).toEqual([])
      expect(await store.byId(made.id)).toMatchObject({ nextAt: NOW + 2 * DAY })
      const open = { schedule: made.id, dueAt: NOW + DAY, requestedBy: null, status: 'open', error: null, finishedAt: null }
      expect(await store.latestRuns()).toEqual([{ ...open, id: expect.any(Number) }])
      expect(await store.beginNow(made.id, { dueAt: NOW + 7, requestedBy: 'ada' })).toMatchObject({ dueAt: NOW + 7, requestedBy: 'ada' })
      expect(await store.latestRuns()).toMatchObject([{ requestedBy: 'ada' }])
    })

    it('gives a run to one at a time, and again when nothing was heard', async () => {
      const { claim } = await claimed()
      expect(claim).toMatchObject({ dueAt: NOW, prepared: false, claims: 1, failures: 0 })
      expect(await store.claimRun(NOW + LEASE - 1, LEASE)).toBeUndefined()
      expect(await store.claimRun(NOW + LEASE, LEASE)).toMatchObject({ id: claim.id, claims: 2 })
      await store.finish(claim, { at: NOW, status: 'sent', error: null })
      expect(await store.latestRuns()).toMatchObject([{ status: 'open' }])
    })

    it('waits for the reports of a run', async () => {
      const { claim } = await claimed()
      await store.prepare(claim, [wanted, { ...wanted, host: 77 }])
      expect(await reports.ofRun(claim.id)).toMatchObject([{ ...wanted, run: claim.id, status: 'pending' }])
      expect(await store.claimRun(NOW, LEASE)).toBeUndefined()
      const made = await reports.claim(NOW, LEASE)
      expect(await store.claimRun(NOW, LEASE)).toBeUndefined()
      await reports.complete({ id: made?.id ?? 0, attempts: 1 }, { at: NOW, file: 'a.pdf', sizeBytes: 1, figures: [] })
      const second = await store.claimRun(NOW, LEASE)
      expect(second).toMatchObject({ id: claim.id, prepared: true, claims: 2 })
      await store.finish(second ?? claim, { at: NOW + 5, status: 'sent', error: 'not all' })
      expect(await store.latestRuns()).toMatchObject([{ status: 'sent', error: 'not all', finishedAt: NOW + 5 }])
      expect(await store.claimRun(NOW + DAY, LEASE)).toBeUndefined()
    })

    it('lets a run wait for another try, with failed reports made anew', async () => {
      const { claim } = await claimed()
      await store.prepare(claim, [wanted])
      const made = await reports.claim(NOW, LEASE)
      await reports.fail({ id: made?.id ?? 0, attempts: 1 }, { at: NOW, error: 'no disk' })
      const second = (await store.claimRun(NOW, LEASE)) ?? claim
      await store.retry(second, { at: NOW + 60, error: 'no disk', remake: true })
      expect(await store.claimRun(NOW + 59, LEASE)).toBeUndefined()
      const third = (await store.claimRun(NOW + 60, LEASE)) ?? claim
      expect(third).toMatchObject({ prepared: false, failures: 1, error: 'no disk' })
      expect(await reports.ofRun(claim.id)).toEqual([])
      await store.prepare(third, [wanted])
      expect(await reports.ofRun(claim.id)).toHaveLength(1)
    })

    it('leaves the reports when their schedule or run goes', async () => {
      const { schedule, claim } = await claimed()
      await store.prepare(claim, [wanted])
      await store.delete(schedule.id)
      expect([await store.latestRuns(), await reports.ofRun(claim.id)]).toEqual([[], []])
      expect(await reports.list(9)).toMatchObject([{ run: null }])
      const next = await claimed()
      await store.finish(next.claim, { at: NOW, status: 'failed', error: 'x' })
      await store.trimRuns(NOW)
      expect(await store.latestRuns()).toHaveLength(1)
      await store.trimRuns(NOW + 1)
      expect(await store.latestRuns()).toEqual([])
    })

    it('has the reports that somebody waits for made before scheduled ones', async () => {
      const { claim } = await claimed()
      await store.prepare(claim, [wanted])
      const asked = await reports.create(wanted)
      expect(await reports.claim(NOW, LEASE)).toMatchObject({ id: asked.id, run: null })
      expect(await reports.claim(NOW, LEASE)).toMatchObject({ run: claim.id })
    })
  })
}
