import { every } from '@hyperion/ports/clock'
import { describe, expect, it } from 'vitest'
import { TestClock } from './index.ts'

describe('TestClock', () => {
  it('runs due timers in order, each at its own instant', async () => {
    const clock = new TestClock(1000)
    const seen: [string, number][] = []
    clock.after(30, () => seen.push(['late', clock.now()]))
    clock.after(10, () => {
      seen.push(['early', clock.now()])
      clock.after(5, () => seen.push(['nested', clock.now()]))
    })
    await clock.advance(20)
    expect(seen).toEqual([
      ['early', 1010],
      ['nested', 1015],
    ])
    expect(clock.now()).toBe(1020)
    await clock.advance(10)
    expect(seen.at(-1)).toEqual(['late', 1030])
    expect(clock.pending).toBe(0)
  })

  it('does not run what was cancelled', async () => {
    const clock = new TestClock()
    let runs = 0
    const cancel = clock.after(10, () => runs++)
    cancel()
    await clock.advance(100)
    expect(runs).toBe(0)
  })

  it('drives `every` on whole multiples of the interval until stopped', async () => {
    const clock = new TestClock(61_500)
    const at: number[] = []
    const stop = every(clock, 60_000, () => at.push(clock.now()))
    await clock.advance(180_000)
    stop()
    await clock.advance(180_000)
    expect(at).toEqual([120_000, 180_000, 240_000])
  })
})
