import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linearFit } from './linear-fit.ts'

const NOON = Date.UTC(2026, 0, 1, 12)

it('finds the line that points lie on, also for instants', () => {
  const line = fc.record({ slope: fc.double({ min: -5, max: 5, noNaN: true }), start: fc.double({ min: 0, max: 100, noNaN: true }) })
  fc.assert(
    fc.property(line, fc.integer({ min: 2, max: 50 }), ({ slope, start }, count) => {
      const points = Array.from({ length: count }, (_, i) => [NOON + i * 15_000, start + slope * i] as const)
      expect((linearFit(points)?.slope ?? Number.NaN) * 15_000).toBeCloseTo(slope, 6)
    }),
  )
})

it('balances points that are not on a line', () => {
  expect(
    linearFit([
      [0, 0],
      [1, 3],
      [2, 0],
      [3, 3],
    ]),
  ).toEqual({ slope: 0.6, intercept: expect.closeTo(0.6) })
})

it('has no line through nothing, one point or one instant', () => {
  for (const points of [
    [],
    [[1, 1]],
    [
      [1, 1],
      [1, 5],
    ],
  ] as const)
    expect(linearFit(points)).toBeNull()
})
