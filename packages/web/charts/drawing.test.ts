import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'
import { runsOf } from './options.ts'
import { sparkPath } from './spark-path.ts'
import { stackValues } from './stack.ts'

describe('stackValues', () => {
  it('sums upward, an unknown layer counting nothing', () => {
    expect(
      stackValues([
        [1, 2],
        [10, null],
        [100, 200],
      ]),
    ).toEqual([
      [1, 2],
      [11, 2],
      [111, 202],
    ])
  })

  it('keeps a row without any layer as a gap', () => {
    expect(
      stackValues([
        [1, null],
        [2, null],
      ]),
    ).toEqual([
      [1, null],
      [3, null],
    ])
  })
})

describe('runsOf', () => {
  it('finds the stretches where both bounds are known', () => {
    expect(runsOf([1, 1, null, 1], [2, 2, 2, 2])).toEqual([
      [0, 2],
      [3, 4],
    ])
    expect(runsOf([], [])).toEqual([])
  })
})

describe('sparkPath', () => {
  it('lifts the pen at gaps', () => {
    expect(sparkPath([0, 50, 75, 100], [0, 100, null, 100], { from: 0, to: 100 }, 100, 100, 32)).toBe('M0 31.0L50 1.0M100 1.0')
  })

  it('keeps the highest value of a column', () => {
    expect(sparkPath([0, 1, 2], [0, 100, 50], { from: 0, to: 1_000 }, 100, 10, 32)).toBe('M0 1.0')
  })
})

describe('toCsv', () => {
  const series = (label: string, values: (number | null)[]) => ({ key: label, label, color: 'blue' as const, values })

  it('writes a row a time, unknown cells empty and gaps left out', () => {
    expect(toCsv([0, 1, 1_000], [series('User', [1.5, null, null]), series('System', [2, null, 3])])).toBe(
      'time,User,System\r\n1970-01-01T00:00:00.000Z,1.5,2\r\n1970-01-01T00:00:01.000Z,,3\r\n',
    )
  })

  it('quotes separators and defuses formulas', () => {
    expect(toCsv([0], [series('=1+1', [-1]), series('a,"b"', [0])])).toContain('time,\'=1+1,"a,""b"""\r\n1970-01-01T00:00:00.000Z,-1,0')
  })
})
