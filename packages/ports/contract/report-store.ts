import type { HostStore } from '@hyperion/ports/hosts'
import type { NewReport, ReportStore } from '@hyperion/ports/reports'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const LEASE = 1000

export interface ReportStoreUnderTest {
  readonly reports: ReportStore
  readonly hosts: HostStore
  close(): Promise<void>
}

export function reportStoreContract(name: string, make: () => Promise<ReportStoreUnderTest>): void {
  describe(`${name} as ReportStore`, () => {
    let reports: ReportStore
    let wanted: NewReport

    beforeEach(async () => {
      const made = await make()
      reports = made.reports
      const { id: host } = await made.hosts.ensureHub('atlas', NOW)
      const range = { hours: 24, until: NOW - 5, zone: 'Europe/Paris', includeContainers: true } as const
      wanted = { host, name: 'Report', format: 'html', language: 'en', ...range, requestedBy: 'ada', createdAt: NOW }
      return () => made.close()
    })

    it('follows a report from its request to its file', async () => {
      const made = await reports.create(wanted)
      const nothingYet = {
        run: null,
        status: 'pending',
        progress: 0,
        completedAt: null,
        file: null,
        sizeBytes: null,
        figures: [],
        error: null,
      }
      expect(made).toEqual({ ...wanted, id: expect.any(Number), hostName: 'atlas', ...nothingYet })
      const claim = await reports.claim(NOW, LEASE)
      expect(claim).toEqual({ ...made, status: 'generating', attempts: 1 })
      expect(await reports.advance({ id: made.id, attempts: 1 }, 0.5, NOW + LEASE)).toBe(true)
      expect(await reports.byId(made.id)).toEqual({ ...made, status: 'generating', progress: 0.5 })
      const figures = [{ label: 'CPU', value: '12 %', remark: '' }]
      await reports.complete({ id: made.id, attempts: 1 }, { at: NOW + 5, file: 'report_1.html', sizeBytes: 3e9, figures })
      const done = { ...made, status: 'completed', progress: 1, completedAt: NOW + 5, file: 'report_1.html', sizeBytes: 3e9, figures }
      expect(await reports.list(9)).toEqual([done])
      expect(await reports.claim(NOW + 99_999, LEASE)).toBeUndefined()
      expect(await reports.delete(made.id)).toEqual(done)
      expect(await reports.list(9)).toEqual([])
    })

    it('keeps everything there is to ask for', async () => {
      const all: NewReport = { ...wanted, format: 'pdf', language: 'fr', hours: null, zone: null, includeContainers: false }
      const { id } = await reports.create(all)
      expect(await reports.byId(id)).toMatchObject(all)
    })

    it('gives a report to one maker, the oldest first, and again when its maker is gone', async () => {
      const first = await reports.create(wanted)
      const second = await reports.create(wanted)
      const taken = await Promise.all([reports.claim(NOW, LEASE), reports.claim(NOW, LEASE), reports.claim(NOW, LEASE)])
      expect(taken.map((each) => each?.id).sort()).toEqual([first.id, second.id, undefined])
      await reports.advance({ id: second.id, attempts: 1 }, 0.2, NOW + 5 * LEASE)
      expect(await reports.claim(NOW + LEASE, LEASE)).toMatchObject({ id: first.id, attempts: 2, progress: 0 })
      expect(await reports.claim(NOW + LEASE, LEASE)).toBeUndefined()
    })

    it('does not listen to whoever lost it', async () => {
      const { id } = await reports.create(wanted)
      await reports.claim(NOW, LEASE)
      await reports.claim(NOW + LEASE, LEASE)
      const late = { id, attempts: 1 }
      expect(await reports.advance(late, 0.9, NOW)).toBe(false)
      expect(await reports.complete(late, { at: NOW, file: 'late', sizeBytes: 1, figures: [] })).toBe(false)
      expect(await reports.fail(late, { at: NOW, error: 'late' })).toBe(false)
      expect(await reports.byId(id)).toMatchObject({ status: 'generating', progress: 0 })
      await reports.fail({ id, attempts: 2 }, { at: NOW + 7, error: 'no history' })
      expect(await reports.byId(id)).toMatchObject({ status: 'failed', error: 'no history', completedAt: NOW + 7 })
    })

    it('knows neither unknown reports nor unknown hosts', async () => {
      expect(await reports.byId(77)).toBeUndefined()
      const { id } = await reports.create(wanted)
      expect([await reports.existing([id, 77]), await reports.existing([])]).toEqual([new Set([id]), new Set()])
      await expect(reports.delete(77)).rejects.toMatchObject({ code: 'not_found' })
      await expect(reports.create({ ...wanted, host: 77 })).rejects.toMatchObject({ code: 'not_found' })
    })

    it('forgets finished reports when they are old', async () => {
      const old = await reports.create({ ...wanted, createdAt: NOW - 10 })
      await reports.claim(NOW, LEASE)
      await reports.complete({ id: old.id, attempts: 1 }, { at: NOW, file: 'old.html', sizeBytes: 1, figures: [] })
      const waiting = await reports.create({ ...wanted, createdAt: NOW - 10 })
      expect(await reports.deleteBefore(NOW)).toEqual(['old.html'])
      expect((await reports.list(9)).map(({ id }) => id)).toEqual([waiting.id])
    })
  })
}
