import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busyPercent, parseCpuTimes, TicksBaseline } from '../linux/cpu-times.ts'
import { captured } from '../test-tree.ts'
import { cpuPercentages } from './cpu.ts'

describe('parseCpuTimes', () => {
  it('reads user to steal, without guest time', () => {
    const times = parseCpuTimes(captured('mixed-disks/proc/stat'))
    expect(times?.total).toEqual([301854, 612, 111922, 8979004, 3552, 2, 3944, 0])
    expect(times?.cores.size).toBe(8)
    expect(times?.cores.get('7')).toEqual([29098, 268, 10164, 1139282, 555, 0, 31, 0])
  })

  it.each([
    ['2.4', 'cpu  100 2 30 400\ncpu0 100 2 30 400\npage 1 2\n', 4],
    ['2.6.9 (Red Hat 4)', 'cpu  100 2 30 400 5 6 7\ncpu0 100 2 30 400 5 6 7\n', 7],
    ['2.6.32 (CentOS 6)', 'cpu  100 2 30 400 5 6 7 8 9\ncpu0 100 2 30 400 5 6 7 8 9\n', 8],
  ])('takes the columns that kernel %s has', (_, text, columns) => {
    expect(parseCpuTimes(text)?.total).toHaveLength(columns)
  })

  it('takes machines with hundreds of cores and holes in their numbers', () => {
    const cores = Array.from({ length: 512 }, (_, i) => i).filter((i) => i % 7 !== 3)
    const text = ['cpu  1 2 3 4 5 6 7 8 0 0', ...cores.map((i) => `cpu${i} ${i} 0 0 ${i * 10} 0 0 0 0 0 0`), 'intr 5'].join('\n')
    const times = parseCpuTimes(text)
    expect(times?.cores.size).toBe(cores.length)
    expect(times?.cores.get('511')?.[3]).toBe(5110)
  })

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCpuTimes(text)))
    fc.assert(fc.property(fc.string(), (text) => void parseCpuTimes(`cpu ${text}\ncpu0 ${text}`)))
  })
})

describe('cpuPercentages', () => {
  it('adds nice to user and leaves idle and waiting out of usage', () => {
    expect(cpuPercentages([20, 10, 15, 40, 10, 1, 2, 2])).toEqual({
      user: 30,
      system: 15,
      idle: 40,
      iowait: 10,
      irq: 1,
      softirq: 2,
      steal: 2,
      usage: 50,
    })
  })

  it('is null for what an old kernel does not count', () => {
    expect(cpuPercentages([10, 0, 10, 80])).toMatchObject({ usage: 20, iowait: null, irq: null, softirq: null, steal: null })
  })

  it('stays within 0 and 100 and adds up', () => {
    const ticks = fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 }).filter((each) => each.some((tick) => tick > 0))
    fc.assert(
      fc.property(ticks, (passed) => {
        const values = cpuPercentages(passed) as Record<string, number>
        for (const value of Object.values(values)) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(100)
        }
        expect(Number(values.usage) + Number(values.idle) + Number(values.iowait)).toBeCloseTo(100, 6)
      }),
    )
  })
})

describe('TicksBaseline', () => {
  const since = (...readings: number[][]): (number[] | null)[] => {
    const baseline = new TicksBaseline()
    return readings.map((ticks) => baseline.since(ticks))
  }

  it('has no figures before its second reading, nor when no tick has passed', () => {
    expect(since([1, 0, 0, 9], [1, 0, 0, 9], [2, 0, 0, 10])).toEqual([null, null, [1, 0, 0, 1]])
  })

  it('takes idle and iowait stepping back a little as no progress', () => {
    const [, second, third] = since([100, 0, 0, 5000, 300], [150, 0, 0, 4990, 290], [200, 0, 0, 5010, 310])
    expect(second).toEqual([50, 0, 0, 0, 0])
    expect(third).toEqual([50, 0, 0, 10, 10])
  })

  it('takes a larger step back as a new baseline', () => {
    expect(since([1000, 0, 0, 5000], [10, 0, 0, 50], [20, 0, 0, 60])).toEqual([null, null, [10, 0, 0, 10]])
  })

  it('takes another number of columns as a new baseline', () => {
    expect(since([1, 1, 1, 1], [2, 2, 2, 2, 2])).toEqual([null, null])
  })

  it('never answers anything negative', () => {
    const reading = fc.array(fc.nat(2000), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(reading, { minLength: 2, maxLength: 8 }), (readings) => {
        for (const passed of since(...readings)) {
          if (!passed) continue
          expect(Math.min(...passed)).toBeGreaterThanOrEqual(0)
          expect(busyPercent(passed)).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})
