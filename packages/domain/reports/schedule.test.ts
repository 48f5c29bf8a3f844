import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysBefore,
  lastDue,
  nextDue,
  type ReportRange,
  type ReportScheduleSettings,
  type ReportTiming,
  reportScheduleProblems,
} from './index.ts'

const DAILY: ReportTiming = { every: 'day', weekday: null, day: null, time: '08:00', zone: 'Europe/Paris' }
const WEEKLY: ReportTiming = { ...DAILY, every: 'week', weekday: 1 }
const MONTHLY: ReportTiming = { ...DAILY, every: 'month', day: 31 }

const iso = (at: number) => new Date(at).toISOString().slice(0, 16)
const next = (timing: ReportTiming, after: string) => iso(nextDue(timing, Date.parse(after)))
const last = (timing: ReportTiming, until: string) => iso(lastDue(timing, Date.parse(until)))
const days = (range: ReportRange, at: string, zone = 'Europe/Paris') => {
  const { from, to } = daysBefore(range, Date.parse(at), zone)
  return [iso(from), iso(to)]
}

describe('a schedule of reports', () => {
  it('is due once a day on the wall clock, whatever happens to it', () => {
    expect(next(DAILY, '2026-03-28T06:59:59Z')).toBe('2026-03-28T07:00')
    expect(next(DAILY, '2026-03-28T07:00:00Z')).toBe('2026-03-29T06:00')
    expect(next(DAILY, '2026-10-24T12:00:00Z')).toBe('2026-10-25T07:00')
  })

  it('comes once where clocks show its time twice, and where they skip it', () => {
    const night = { ...DAILY, time: '02:30' }
    expect(next(night, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30')
    expect(next(night, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30')
    expect(next(night, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30')
    expect(next(night, '2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30')
  })

  it('is due on a day of the week, or of the month: the last one of shorter months', () => {
    expect(next(WEEKLY, '2026-11-27T12:00:00Z')).toBe('2026-11-30T07:00')
    expect(last(WEEKLY, '2026-11-27T12:00:00Z')).toBe('2026-11-23T07:00')
    expect(next(MONTHLY, '2026-01-31T12:00:00Z')).toBe('2026-02-28T07:00')
    expect(last(MONTHLY, '2026-03-30T12:00:00Z')).toBe('2026-02-28T07:00')
  })

  it('has nothing between its last and its next occurrence', () => {
    const timings = fc.oneof(
      fc.constant(DAILY),
      fc.integer({ min: 1, max: 7 }).map((weekday): ReportTiming => ({ ...WEEKLY, weekday })),
      fc.integer({ min: 1, max: 31 }).map((day): ReportTiming => ({ ...MONTHLY, day, zone: 'America/New_York' })),
    )
    fc.assert(
      fc.property(timings, fc.integer({ min: 1.6e12, max: 2.2e12 }), (timing, at) => {
        const [before, after] = [lastDue(timing, at), nextDue(timing, at)]
        expect(before <= at && at < after).toBe(true)
        expect(nextDue(timing, before)).toBe(after)
        expect(lastDue(timing, after - 1)).toBe(before)
      }),
    )
  })
})

describe('what a scheduled report covers', () => {
  it('is whole days up to the last midnight', () => {
    expect(days('day', '2026-11-27T07:00:00Z')).toEqual(['2026-11-25T23:00', '2026-11-26T23:00'])
    expect(days('week', '2026-11-30T07:00:00Z')).toEqual(['2026-11-22T23:00', '2026-11-29T23:00'])
    expect(days('month', '2026-12-01T07:00:00Z')).toEqual(['2026-10-31T23:00', '2026-11-30T23:00'])
    expect(days('month', '2026-03-30T07:00:00Z')).toEqual(['2026-02-27T23:00', '2026-03-29T22:00'])
  })

  it('is as long as the day was', () => {
    expect(days('day', '2026-03-30T07:00:00Z')).toEqual(['2026-03-28T23:00', '2026-03-29T22:00'])
    expect(days('day', '2026-10-26T07:00:00Z')).toEqual(['2026-10-24T22:00', '2026-10-25T23:00'])
  })
})

describe('mistakes', () => {
  const settings: ReportScheduleSettings = {
    name: 'Monday',
    enabled: true,
    hosts: [],
    tags: [],
    format: 'pdf',
    language: 'en',
    range: 'week',
    includeContainers: true,
    timing: WEEKLY,
    recipients: ['ops@example.org'],
  }
  const many = Array.from({ length: 21 }, (_, i) => `ops${i}@example.org`)

  it.each([
    ['nothing', {}, {}],
    ['no name', { name: '\n' }, { name: ['name'] }],
    ['a tag that is none', { tags: ['a b'] }, { tags: ['tag'] }],
    ['nobody', { recipients: [] }, { recipients: ['nobody'] }],
    ['too many', { recipients: many }, { recipients: ['too_many'] }],
    ['no address', { recipients: ['ops@example.org', 'Ops <ops@example.org>'] }, { recipients: ['address'] }],
    ['no day of the week', { timing: { ...WEEKLY, weekday: null } }, { 'timing.weekday': ['days'] }],
    ['a day that is none', { timing: { ...WEEKLY, weekday: 8 } }, { 'timing.weekday': ['days'] }],
    ['a day of the month each day', { timing: { ...DAILY, day: 3 } }, { 'timing.day': ['days'] }],
    ['no day of the month', { timing: { ...MONTHLY, day: 0 } }, { 'timing.day': ['days'] }],
    ['no clock', { timing: { ...DAILY, time: '8:00', zone: 'Mars' } }, { 'timing.time': ['time'], 'timing.zone': ['zone'] }],
  ])('%s', (_, change, expected) => {
    expect(reportScheduleProblems({ ...settings, ...change })).toEqual(expected)
  })
})
