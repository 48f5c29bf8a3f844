import { expect, it } from 'vitest'
import { trialRows } from './trial.ts'

it('draws no line across a gap', () => {
  const points = { times: [0, 10, 90], values: [1, 2, 3], min: [0, 1, 2], max: [2, 3, 4] }
  expect(trialRows({ points, gaps: [{ from: 10, to: 90 }] })).toEqual({
    times: [0, 10, 11, 90],
    values: [1, 2, null, 3],
    min: [0, 1, null, 2],
    max: [2, 3, null, 4],
  })
})
