import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysLater, instantOf, isZone, wallTime } from './zone.ts'

const PARIS = 'Europe/Paris'
const at = (text: string): number => Date.parse(text)
const hm = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

describe('wall clocks', () => {
  it('follow their zone, and summer time', () => {
    expect(wallTime(at('2026-01-15T23:30:00Z'), PARIS)).toEqual({ year: 2026, month: 1, day: 16, weekday: 5, minute: 30 })
    expect(wallTime(at('2026-07-15T22:30:59.999Z'), PARIS)).toEqual({ year: 2026, month: 7, day: 16, weekday: 4, minute: 30 })
    expect(wallTime(at('2026-01-18T12:00:00Z'), 'Asia/Kathmandu')).toMatchObject({ weekday: 7, minute: 17 * 60 + 45 })
  })

  it.each([
    ['the hour that is skipped, as much later', '2026-03-29', 150, '2026-03-29T01:30:00Z'],
    ['just after it', '2026-03-29', 180, '2026-03-29T01:00:00Z'],
    ['the first of the hour that comes twice', '2026-10-25', 150, '2026-10-25T00:30:00Z'],
    ['midnight of that night', '2026-10-25', 0, '2026-10-24T22:00:00Z'],
    ['the evening after it', '2026-10-25', 1200, '2026-10-25T19:00:00Z'],
  ])('tell the instant of %s', (_, date, minute, instant) => {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number]
    expect(new Date(instantOf({ year, month, day, minute }, PARIS)).toISOString()).toBe(new Date(instant).toISOString())
  })

  it('read back, apart from the hour that comes twice', () => {
    const zones = fc.constantFrom(PARIS, 'UTC', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata')
    fc.assert(
      fc.property(zones, fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }), (zone, ms) => {
        const instant = ms - (ms % 60_000)
        const back = instantOf(wallTime(instant, zone), zone)
        expect([0, 1_800_000, 3_600_000]).toContain(instant - back)
        expect(hm(wallTime(back, zone).minute)).toBe(hm(wallTime(instant, zone).minute))
      }),
    )
  })

  it('count days over the end of a month', () => {
    expect(daysLater(wallTime(at('2026-02-28T11:00:00Z'), 'UTC'), 1)).toEqual({ year: 2026, month: 3, day: 1, weekday: 7, minute: 660 })
  })
})

it('knows time zones', () => {
  expect([PARIS, 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false])
})
