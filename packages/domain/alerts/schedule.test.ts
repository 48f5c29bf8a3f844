import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wallTime } from '../time/index.ts'
import { inSchedule, minuteOf, type Schedule } from './schedule.ts'

const WORK: Schedule = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:30', zone: 'Europe/Paris' }
const NIGHT: Schedule = { days: [6], from: '22:00', to: '06:00', zone: 'Europe/Paris' }
const within = (schedule: Schedule, text: string): boolean => inSchedule(schedule, Date.parse(text))

describe('hours of a rule', () => {
  it('begin at their first minute and end before their last', () => {
    const texts = ['2026-01-15T06:59:59Z', '2026-01-15T07:00:00Z', '2026-01-15T17:29:59Z', '2026-01-15T17:30:00Z', '2026-01-17T10:00:00Z']
    expect(texts.map((text) => within(WORK, text))).toEqual([false, true, true, false, false])
  })

  it('go over midnight, and belong to the day they begin on', () => {
    const texts = ['2026-01-16T22:30:00Z', '2026-01-17T21:30:00Z', '2026-01-18T04:59:00Z', '2026-01-18T05:00:00Z', '2026-01-18T21:30:00Z']
    expect(texts.map((text) => within(NIGHT, text))).toEqual([false, true, true, false, false])
  })

  it('follow the wall clock on the nights when it is changed', () => {
    // Saturday night: clocks go from 2:00 to 3:00, and on the other night from 3:00 to 2:00.
    expect(within(NIGHT, '2026-03-29T03:59:00Z')).toBe(true)
    expect(within(NIGHT, '2026-03-29T04:00:00Z')).toBe(false)
    expect(within(NIGHT, '2026-10-25T04:59:00Z')).toBe(true)
    expect(within(NIGHT, '2026-10-25T05:00:00Z')).toBe(false)
    const two: Schedule = { ...NIGHT, days: [7], from: '02:00', to: '03:00' }
    expect(within(two, '2026-03-29T01:30:00Z')).toBe(false)
    expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((text) => within(two, text))).toEqual([true, true])
  })

  it('last all day where they end as they begin', () => {
    const monday: Schedule = { ...WORK, days: [1], from: '06:00', to: '06:00' }
    expect(['2026-01-12T05:00:00Z', '2026-01-13T04:59:00Z', '2026-01-13T05:00:00Z'].map((text) => within(monday, text))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('and the hours from their end to their beginning make up the week', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    const zone = fc.constantFrom('Europe/Paris', 'UTC', 'America/New_York', 'Asia/Kolkata')
    fc.assert(
      fc.property(time, time, zone, fc.integer({ min: 1.6e12, max: 2.2e12 }), (from, to, zone, at) => {
        fc.pre(from !== to)
        const days = [1, 2, 3, 4, 5, 6, 7]
        expect(inSchedule({ days, from, to, zone }, at)).not.toBe(inSchedule({ days, from: to, to: from, zone }, at))
        if (minuteOf(from) < minuteOf(to)) {
          const { minute } = wallTime(at, zone)
          expect(inSchedule({ days, from, to, zone }, at)).toBe(minute >= minuteOf(from) && minute < minuteOf(to))
        }
      }),
    )
  })
})

it('a time of day has hours and minutes', () => {
  expect(['00:00', '23:59', '24:00', '7:00', '12:60', ''].map(minuteOf)).toEqual([0, 1439, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
})
