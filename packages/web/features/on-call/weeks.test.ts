import { describe, expect, it } from 'vitest'
import { dateText, daysAfter, finalBars, mondayOf, placed, weekOf } from './weeks.ts'

const at = (text: string) => new Date(text).getTime()
const HOUR = 3_600_000

describe('weeks', () => {
  it('begin on Monday, on the clock of this device', () => {
    expect([at('2026-01-15T12:00'), at('2026-01-12T00:00'), at('2026-01-18T23:59')].map((day) => dateText(mondayOf(day)))).toEqual([
      '2026-01-12',
      '2026-01-12',
      '2026-01-12',
    ])
    expect(daysAfter(at('2026-02-28T13:00'), 1)).toBe(at('2026-03-01T00:00'))
  })

  it('are told by a date, and are this one otherwise', () => {
    const now = at('2026-01-15T12:00')
    expect([weekOf('2026-03-05', now), weekOf('soon', now), weekOf(null, now)].map(dateText)).toEqual([
      '2026-03-02',
      '2026-01-12',
      '2026-01-12',
    ])
  })
})

describe('bars', () => {
  it('are shifts and gaps in order, placed within a span', () => {
    const iso = (hours: number) => new Date(hours * HOUR).toISOString()
    const shift = { from: iso(10), to: iso(30), users: [{ id: 1, username: 'ada' }], layer: null, override: 7 }
    const goesOn = { ...shift, from: iso(30), to: iso(40), override: 7 }
    const answer = { from: iso(0), to: iso(40), zone: 'UTC', shifts: [shift, goesOn], layers: [], gaps: [{ from: iso(0), to: iso(10) }] }
    const bars = finalBars(answer)
    expect(bars.map(({ who, override }) => [who, override])).toEqual([
      [null, false],
      ['ada', true],
    ])
    expect(placed(bars, 0, 20 * HOUR).map(({ bar, ...place }) => place)).toEqual([
      { left: 0, width: 50, before: false, after: false },
      { left: 50, width: 50, before: false, after: true },
    ])
    expect(placed(bars, 40 * HOUR, 50 * HOUR)).toEqual([])
  })
})
