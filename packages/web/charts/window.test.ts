import { expect, it } from 'vitest'
import { MIN_WINDOW, pan, scale } from './window.ts'

it('pans without passing the limit or changing length', () => {
  expect(pan({ from: 0, to: 100 }, -0.5)).toEqual({ from: -50, to: 50 })
  expect(pan({ from: 0, to: 100 }, 0.5, 120)).toEqual({ from: 20, to: 120 })
})

it('scales around the middle, no further than makes sense', () => {
  expect(scale({ from: 0, to: 100_000 }, 0.5)).toEqual({ from: 25_000, to: 75_000 })
  expect(scale({ from: 0, to: 100_000 }, 2)).toEqual({ from: -50_000, to: 150_000 })
  expect(scale({ from: 0, to: 100_000 }, 0.5, 100_000)).toEqual({ from: 50_000, to: 100_000 })
  expect(scale({ from: 0, to: 100_000 }, 0.5, 200_000)).toEqual({ from: 25_000, to: 75_000 })
  const narrow = scale({ from: 0, to: 12_000 }, 0.1)
  expect(narrow.to - narrow.from).toBe(MIN_WINDOW)
})
