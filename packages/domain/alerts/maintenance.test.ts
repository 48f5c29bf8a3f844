import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currentSpan, type MaintenanceSettings, maintenanceProblems, nextSpan, type Recurrence, silenceProblems } from './index.ts'

const HOUR = 3_600_000
const WEEKLY: Recurrence = { every: 'week', days: [7], day: null, start: '02:30', minutes: 120, zone: 'Europe/Paris' }
const MONTHLY: Recurrence = { every: 'month', days: [], day: 31, start: '23:00', minutes: 180, zone: 'UTC' }
const all = { hosts: [], tags: [], rules: [], instances: '*' }
const NOW = Date.parse('2026-01-15T12:00:00Z')

const timing = (recurrence: Recurrence) => ({ from: null, to: null, recurrence })
const iso = (span: { from: number; to: number } | null) => span && [span.from, span.to].map((at) => new Date(at).toISOString().slice(0, 16))
const current = (recurrence: Recurrence, text: string) => iso(currentSpan(timing(recurrence), Date.parse(text)))
const next = (recurrence: Recurrence, text: string) => iso(nextSpan(timing(recurrence), Date.parse(text)))

describe('maintenance', () => {
  it('happens once', () => {
    const once = { from: NOW, to: NOW + HOUR, recurrence: null }
    expect([currentSpan(once, NOW - 1), currentSpan(once, NOW), currentSpan(once, NOW + HOUR)]).toEqual([
      null,
      { from: NOW, to: NOW + HOUR },
      null,
    ])
    expect([nextSpan(once, NOW - 1), nextSpan(once, NOW)]).toEqual([{ from: NOW, to: NOW + HOUR }, null])
  })

  it('comes again every week', () => {
    expect(current(WEEKLY, '2026-01-18T01:30:00Z')).toEqual(['2026-01-18T01:30', '2026-01-18T03:30'])
    expect([current(WEEKLY, '2026-01-18T01:29:59Z'), current(WEEKLY, '2026-01-18T03:30:00Z')]).toEqual([null, null])
    expect(next(WEEKLY, '2026-01-18T01:30:00Z')).toEqual(['2026-01-25T01:30', '2026-01-25T03:30'])
  })

  it('keeps its length on the nights when clocks are changed', () => {
    expect(next(WEEKLY, '2026-03-28T12:00:00Z')).toEqual(['2026-03-29T01:30', '2026-03-29T03:30'])
    expect(next(WEEKLY, '2026-10-24T12:00:00Z')).toEqual(['2026-10-25T00:30', '2026-10-25T02:30'])
  })

  it('comes on the last day of shorter months, and goes over the end of the year', () => {
    expect(next(MONTHLY, '2026-02-01T12:00:00Z')).toEqual(['2026-02-28T23:00', '2026-03-01T02:00'])
    expect(current(MONTHLY, '2027-01-01T01:59:00Z')).toEqual(['2026-12-31T23:00', '2027-01-01T02:00'])
  })

  it('is current within its spans alone, and then the next begins later', () => {
    const recurrences = fc.record({
      every: fc.constant('week' as const),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
      day: fc.constant(null),
      start: fc.constantFrom('00:00', '02:30', '12:00', '23:59'),
      minutes: fc.integer({ min: 1, max: 1440 }),
      zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'UTC'),
    })
    fc.assert(
      fc.property(recurrences, fc.integer({ min: 1.6e12, max: 2.2e12 }), (recurrence, at) => {
        const now = currentSpan(timing(recurrence), at)
        if (now) expect([now.from <= at, at < now.to, now.to - now.from]).toEqual([true, true, recurrence.minutes * 60_000])
        const later = nextSpan(timing(recurrence), at)
        expect(later && later.from > at).toBe(true)
        if (later) {
          expect(currentSpan(timing(recurrence), later.from)?.from).toBe(later.from)
          expect(currentSpan(timing(recurrence), later.to - 1)).not.toBeNull()
        }
      }),
    )
  })
})

describe('mistakes', () => {
  const window = (more: Partial<MaintenanceSettings>) =>
    maintenanceProblems({ ...all, name: 'Backups', from: NOW, to: NOW + HOUR, recurrence: null, ...more })
  const recurring = (more: Partial<Recurrence>) => window({ from: null, to: null, recurrence: { ...WEEKLY, ...more } })

  it.each([
    ['nothing', window({}), {}],
    ['nothing of a recurrence', recurring({}), {}],
    ['no name', window({ name: ' ' }), { name: ['name'] }],
    ['an end before the beginning', window({ to: NOW }), { to: ['order'] }],
    ['no times', window({ from: null, to: null }), { from: ['instant'], to: ['instant'] }],
    ['times beside a recurrence', window({ recurrence: WEEKLY }), { from: ['both'], to: ['both'] }],
    ['years', window({ to: NOW + 9999 * HOUR }), { to: ['range'] }],
    ['no days', recurring({ days: [] }), { 'recurrence.days': ['days'] }],
    ['days twice', recurring({ days: [1, 1] }), { 'recurrence.days': ['days'] }],
    ['a day of the month every week', recurring({ day: 3 }), { 'recurrence.day': ['days'] }],
    ['no day of the month', recurring({ every: 'month', days: [] }), { 'recurrence.day': ['days'] }],
    ['no length', recurring({ minutes: 0 }), { 'recurrence.minutes': ['empty'] }],
    ['no end', recurring({ days: [1, 2, 3, 4, 5, 6, 7], minutes: 1440 }), { 'recurrence.minutes': ['endless'] }],
    ['no end in a week', recurring({ minutes: 7 * 1440 }), { 'recurrence.minutes': ['endless'] }],
    ['no clock', recurring({ start: '25:00', zone: 'Mars' }), { 'recurrence.start': ['time'], 'recurrence.zone': ['zone'] }],
    ['a pattern that is none', window({ instances: 'a,,b' }), { instances: ['pattern'] }],
    ['tags that are none', window({ tags: ['a b'] }), { tags: ['tag'] }],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('of a silence', () => {
    const silence = (more: object) => silenceProblems({ ...all, from: NOW, to: NOW + HOUR, reason: '', ...more }, NOW)
    expect(silence({})).toEqual({})
    expect(silence({ from: NOW - 2, to: NOW })).toEqual({ to: ['past'] })
    expect(silence({ to: Number.NaN, reason: 'x'.repeat(501) })).toEqual({ to: ['instant'], reason: ['reason'] })
  })
})
