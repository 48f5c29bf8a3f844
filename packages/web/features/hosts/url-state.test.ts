import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MIN_WINDOW } from '../../charts/window.ts'
import { DEFAULT_VIEW, parseView, RANGES, toggle, type ViewState, windowOf, writeView } from './url-state.ts'

const name = fc.stringMatching(/^[a-z_:/-]{1,12}$/)
const view: fc.Arbitrary<ViewState> = fc.record({
  range: fc.constantFrom(...RANGES),
  zoom: fc.option(
    fc.tuple(fc.nat(1e12), fc.integer({ min: MIN_WINDOW, max: 1e12 })).map(([from, length]) => ({ from, to: from + length })),
  ),
  hidden: fc.uniqueArray(name).map((names) => new Set(names)),
  toggled: fc.uniqueArray(name).map((names) => new Set(names)),
  networkUnit: fc.constantFrom('bytes', 'bits'),
  processSort: fc.constantFrom('cpu', 'memory'),
  unitSearch: fc.string(),
  processSearch: fc.string(),
  disk: fc.string(),
  mount: fc.string(),
  hiddenEvents: fc.uniqueArray(name).map((names) => new Set(names)),
  network: fc.string(),
  sensor: fc.string(),
  at: fc.option(fc.integer({ min: 1, max: 1e14 })),
})

describe('the address', () => {
  it('brings back every view', () => {
    fc.assert(
      fc.property(view, (state) => {
        const text = writeView(state, new URLSearchParams()).toString()
        expect(parseView(new URLSearchParams(text))).toEqual(state)
      }),
    )
  })

  it('is empty for the standard view and keeps what belongs to others', () => {
    expect(writeView(DEFAULT_VIEW, new URLSearchParams('range=1h&other=1')).toString()).toBe('other=1')
  })

  it.each(['range=2h', 'from=5', 'from=a&to=b', 'from=100&to=50', 'from=1e9&to=2e9', 'sort=name'])(
    'reads nonsense (%s) as the standard view',
    (text) => {
      expect(parseView(new URLSearchParams(text))).toEqual(DEFAULT_VIEW)
    },
  )
})

describe('windows', () => {
  const now = 1_700_000_000_000

  it('follow now, or stand still while zoomed', () => {
    expect(windowOf({ range: '1h', zoom: null }, now, null)).toEqual({ from: now - 3_600_000, to: now })
    expect(windowOf({ range: '1h', zoom: { from: 1, to: 90_000 } }, now, null)).toEqual({ from: 1, to: 90_000 })
  })

  it('of all time begin with the first thing stored', () => {
    expect(windowOf({ range: 'all', zoom: null }, now, now - 5e9).from).toBe(now - 5e9)
    expect(windowOf({ range: 'all', zoom: null }, now, now - 1_000).from).toBe(now - 900_000)
  })
})

it('toggles without touching the set it was given', () => {
  const before = new Set(['a'])
  expect([...toggle(before, 'b')]).toEqual(['a', 'b'])
  expect([...toggle(before, 'a')]).toEqual([])
  expect([...before]).toEqual(['a'])
})
