import { describe, expect, it } from 'vitest'
import { timeAxis } from './time-axis.ts'

const labels = (from: string, to: string, language: 'en' | 'fr' = 'en', zone = 'Europe/Paris') => {
  const { ticks, label } = timeAxis({ from: Date.parse(from), to: Date.parse(to) }, language, zone)
  return ticks.map(label)
}

describe('the time axis of a chart', () => {
  it('has round times on the clock of the zone', () => {
    expect(labels('2026-01-10T19:40:00Z', '2026-01-11T19:40:00Z')).toEqual([
      '21:00',
      '11 Jan',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
    ])
    expect(labels('2026-01-10T19:40:00Z', '2026-01-10T20:40:00Z', 'en', 'Asia/Kathmandu')).toEqual([
      '01:30',
      '01:40',
      '01:50',
      '02:00',
      '02:10',
      '02:20',
    ])
  })

  it('goes on as clocks do', () => {
    expect(labels('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toEqual([
      '29 Mar',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '30 Mar',
    ])
  })

  it('has days, then months', () => {
    expect(labels('2026-11-01T08:00:00Z', '2026-12-01T08:00:00Z', 'fr')).toEqual([
      '5 nov.',
      '9 nov.',
      '13 nov.',
      '17 nov.',
      '21 nov.',
      '25 nov.',
      '29 nov.',
    ])
    expect(labels('2025-11-01T08:00:00Z', '2026-11-01T08:00:00Z')).toEqual([
      'Jan 2026',
      'Mar 2026',
      'May 2026',
      'Jul 2026',
      'Sept 2026',
      'Nov 2026',
    ])
  })

  it('has few labels however long it is', () => {
    const to = Date.parse('2026-11-01T08:00:00Z')
    for (let hours = 0.05; hours < 87_600; hours *= 1.3) {
      const { ticks } = timeAxis({ from: to - hours * 3_600_000, to }, 'en', 'America/New_York')
      expect(ticks.length).toBeLessThanOrEqual(10)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
    }
  })
})
