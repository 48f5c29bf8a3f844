import { expect, it } from 'vitest'
import { Lanes } from './lanes.ts'

it('runs so many at a time, in order, failures included', async () => {
  const lanes = new Lanes(2)
  const begun: number[] = []
  let running = 0
  let most = 0
  const results = await Promise.allSettled(
    [0, 1, 2, 3, 4].map((i) =>
      lanes.run(async () => {
        begun.push(i)
        most = Math.max(most, ++running)
        await Promise.resolve()
        running--
        if (i === 1) throw new Error('no')
        return i
      }),
    ),
  )
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect(most).toBe(2)
  expect(results.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
})
