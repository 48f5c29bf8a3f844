import fc from 'fast-check'
import { expect } from 'vitest'
import { type Case, DAY, KEEP, LOAD, loadFrame, rowsOf, START, TICK, type Triple } from './metric-store-reports.ts'

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -1000, max: 100_000 }).map((each) => each / 10) },
  { weight: 2, arbitrary: fc.double({ noNaN: true }).map((each) => (Object.is(each, -0) ? 0 : each)) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 * 5760 }), value, value, value), { minLength: 1, maxLength: 120 })
      .map((rows) => ({ rows })),
  },
  { weight: 1, arbitrary: fc.constant({ rows: null, maintain: true }) },
  { weight: 1, arbitrary: fc.constant({ rows: null, maintain: false }) },
)

export const model: Case = {
  name: 'answers like a simple model under appends, upkeep and restarts in any order',
  async run(first, again) {
    let store = first
    let host = 100
    const history = fc.array(step, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        host++
        const expected = new Map<number, Triple>()
        for (const each of steps) {
          if (each.rows) {
            const rows = each.rows.map(([i, ...values]) => ({ at: START + i * TICK, values }))
            await store.append(rows.map(({ at, values }) => loadFrame(at, values, host)))
            for (const { at, values } of rows) if (!expected.has(at)) expected.set(at, values)
          } else if ('maintain' in each && each.maintain) await store.maintain(START + 2 * DAY, KEEP)
          else store = await again()
        }
        const answer = await store.read({ host, group: 'load', instance: '', metrics: LOAD, from: 0, to: START + 9 * DAY })
        expect(rowsOf(answer)).toEqual([...expected].sort(([a], [b]) => a - b))
      }),
      { numRuns: 8 },
    )
  },
}
