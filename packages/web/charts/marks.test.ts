import { describe, expect, it } from 'vitest'
import { bandsOf } from './bands.ts'
import { type ChartMark, placeMarks } from './marks.ts'

describe('bandsOf', () => {
  it('go from level to level, and to the top', () => {
    expect(bandsOf({ warning: 70, critical: 90 }, 100)).toEqual([
      { level: 'warning', limit: 70, low: 70, high: 90 },
      { level: 'critical', limit: 90, low: 90, high: 100 },
    ])
    expect(bandsOf({ warning: 70, critical: null }, 100)).toEqual([{ level: 'warning', limit: 70, low: 70, high: 100 }])
    expect(bandsOf({ warning: 70, critical: 120 }, 100)).toEqual([{ level: 'warning', limit: 70, low: 70, high: 100 }])
  })

  it('go down to zero where low is bad', () => {
    expect(bandsOf({ warning: 20, critical: 10, below: true }, 100)).toEqual([
      { level: 'warning', limit: 20, low: 10, high: 20 },
      { level: 'critical', limit: 10, low: 0, high: 10 },
    ])
  })
})

describe('placeMarks', () => {
  const mark = (from: number, to: number | null): ChartMark => ({ key: '', from, to, level: 'warning', label: '', link: null })
  const placed = (from: number, to: number | null) =>
    placeMarks([mark(from, to)], { from: 100, to: 200 }).map(({ start, length }) => [start, length])

  it.each([
    ['inside', 125, 150, [[0.25, 0.25]]],
    ['that begins before', 0, 150, [[0, 0.5]]],
    ['that lasts', 150, null, [[0.5, 0.5]]],
    ['over', 0, 50, []],
    ['to come', 200, null, []],
  ])('puts one %s', (_, from, to, place) => {
    expect(placed(from, to)).toEqual(place)
  })
})
