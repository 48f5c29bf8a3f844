import { expect, it } from 'vitest'
import { ratesOf } from './rates.ts'

it.each([
  ['a steady counter', [0, 1_000, 2_000], [10, 30, 50], [null, 20, 20]],
  ['uneven steps', [0, 2_000, 2_500], [0, 100, 150], [null, 50, 100]],
  ['a reset as a new baseline, never a spike', [0, 1_000, 2_000, 3_000], [1_000, 2_000, 5, 25], [null, 1_000, null, 20]],
  ['a gap as a new baseline', [0, 1_000, 60_000, 61_000], [10, null, 500, 510], [null, null, null, 10]],
  ['a standing counter as zero', [0, 1_000], [7, 7], [null, 0]],
  ['two rows at one instant as unknown', [1_000, 1_000], [1, 2], [null, null]],
  ['nothing as nothing', [], [], []],
])('reads %s', (_, times, values, rates) => {
  expect(ratesOf(times, values)).toEqual(rates)
})
