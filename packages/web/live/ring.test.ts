import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeriesRing } from './ring.ts'

describe('SeriesRing', () => {
  it('keeps unknown values unknown', () => {
    const ring = new SeriesRing(2, 4)
    ring.push(1, [null, 0])
    expect([ring.value(0, 0), ring.value(0, 1), ring.value(0, 2)]).toEqual([null, 0, null])
  })

  it('leaves out rows that are not newer', () => {
    const ring = new SeriesRing(1, 4)
    ring.push(5, [1])
    ring.push(5, [2])
    ring.push(4, [3])
    expect([ring.length, ring.value(0, 0)]).toEqual([1, 1])
  })

  it('finds the first row of a window', () => {
    const ring = new SeriesRing(1, 3)
    for (const at of [10, 20, 30, 40]) ring.push(at, [at])
    expect([0, 20, 21, 40, 41].map((at) => ring.indexFrom(at))).toEqual([0, 0, 1, 2, 3])
  })

  it('holds the newest rows whatever its capacity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 500 }), (capacity, rows) => {
        const ring = new SeriesRing(1, capacity)
        for (let at = 1; at <= rows; at++) ring.push(at, [at * 2])
        const kept = Array.from({ length: ring.length }, (_, i) => [ring.time(i), ring.value(i, 0)])
        const first = Math.max(1, rows - capacity + 1)
        expect(kept).toEqual(Array.from({ length: Math.min(rows, capacity) }, (_, i) => [first + i, (first + i) * 2]))
      }),
    )
  })
})
