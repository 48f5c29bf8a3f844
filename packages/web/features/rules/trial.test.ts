import { describe, expect, it } from 'vitest'
import { trialRows } from './trial.ts'

describe('trialRows', () => {
  const points = { times: [0, 10, 20, 90], values: [1, 2, 3, 4], min: [0, 1, 2, 3], max: [2, 3, 4, 5] }

  it('draw no line across a gap', () => {
    expect(trialRows({ points, gaps: [{ from: 20, to: 90 }] })).toEqual({
      times: [0, 10, 20, 21, 90],
      values: [1, 2, 3, null, 4],
      min: [0, 1, 2, null, 3],
      max: [2, 3, 4, null, 5],
    })
  })

  it('draw one from step to step, however long a step is', () => {
    expect(trialRows({ points, gaps: [{ from: 0, to: 10 }] }).times).toEqual(points.times)
  })

  it('keep what is far above out of the way', () => {
    expect(trialRows({ points, gaps: [] }, 2)).toMatchObject({ values: [1, 2, 2, 2], max: [2, 2, 2, 2] })
  })
})
