import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { turnIntoAmounts } from './amounts.ts'

const SECOND = 1000

/** Amounts of a counter, null where there is none; times in seconds. */
function amounts(rows: readonly (readonly [time: number, value: number | null])[]): (number | null)[] {
  const times = Float64Array.from(rows, ([time]) => time * SECOND)
  const values = Float64Array.from(rows, ([, value]) => value ?? Number.NaN)
  const present = Uint8Array.from(rows, ([, value]) => (value === null ? 0 : 1))
  turnIntoAmounts(times, { values, present })
  return Array.from(values, (value, i) => (present[i] === 1 ? value : null))
}

const every = (seconds: number, values: readonly (number | null)[]) => values.map((value, i) => [i * seconds, value] as const)

describe('amounts of a counter', () => {
  it.each([
    ['no report', [], []],
    ['one report', every(15, [5]), [null]],
    ['a steady counter', every(15, [5, 5, 9, 20]), [null, 0, 4, 11]],
    ['a reset', every(15, [5, 9, 2, 3]), [null, 4, null, 1]],
    ['a value that is missing', every(15, [5, null, 9, 10]), [null, null, null, 1]],
    ['a value that is no number', every(15, [5, Number.NaN, 9, 10]), [null, null, null, 1]],
    [
      'an outage',
      [
        [0, 1],
        [15, 2],
        [75, 9],
        [90, 10],
      ],
      [null, 1, null, 1],
    ],
    [
      'a missed report',
      [
        [0, 1],
        [15, 2],
        [45, 4],
        [60, 5],
      ],
      [null, 1, 2, 1],
    ],
    [
      'an early report after a restart',
      [
        [0, 1],
        [15, 2],
        [18, 3],
        [33, 4],
      ],
      [null, 1, 1, 1],
    ],
    [
      'a longer interval from then on',
      [
        [0, 1],
        [15, 2],
        [315, 4],
        [615, 5],
      ],
      [null, 1, 2, 1],
    ],
    [
      'two reports hours apart',
      [
        [0, 1],
        [7200, 5],
      ],
      [null, null],
    ],
    [
      'the end of an outage',
      [
        [0, 1],
        [15, 2],
        [120, 3],
      ],
      [null, 1, null],
    ],
  ] as const)('%s', (_what, rows, expected) => {
    expect(amounts(rows)).toEqual(expected)
  })

  it('add up to what the counter grew by', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e9), { minLength: 1 }), (steps) => {
        let sum = 0
        const counter = steps.map((step) => (sum += step))
        const found = amounts(every(15, counter))
        expect([found[0], found.slice(1)]).toEqual([null, steps.slice(1)])
      }),
    )
  })
})
