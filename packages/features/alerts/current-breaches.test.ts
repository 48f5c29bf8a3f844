import { DEFAULT_THRESHOLDS } from '@hyperion/domain/alerts'
import { reading } from '@hyperion/domain/metrics'
import { sampleReport } from '@hyperion/testkit/live-host'
import { describe, expect, it } from 'vitest'
import { currentBreaches } from './index.ts'

function found(figures: Parameters<typeof sampleReport>[0], mount = '/') {
  return currentBreaches(sampleReport(figures), mount, DEFAULT_THRESHOLDS).map(({ resource, level, value }) => [resource, level, value])
}

describe('currentBreaches', () => {
  it('finds nothing on a healthy machine', () => {
    expect(found({})).toEqual([])
  })

  it('takes values strictly above, unrounded, the worse level only', () => {
    expect(found({ cpu: 70, memory: 85, disk: 80 })).toEqual([['memory', 'warning', 85]])
    expect(found({ cpu: 70.01, memory: 85.5, disk: 90 })).toEqual([
      ['cpu', 'warning', 70.01],
      ['memory', 'critical', 85.5],
      ['disk', 'warning', 90],
    ])
  })

  it('looks at the given mount alone', () => {
    expect(found({ disk: 95 }, '/data')).toEqual([])
    expect(found({ disk: 95 }, '/gone')).toEqual([])
    expect(found({ disk: 95 })).toEqual([['disk', 'critical', 95]])
  })

  it('counts space reserved for root as free', () => {
    const readings = [reading('filesystem', '/', { total: 100, used: 79, available: 1, usage: 98.75 })]
    expect(currentBreaches({ at: 1, readings }, '/', DEFAULT_THRESHOLDS)).toEqual([])
  })

  it('says nothing of what the host cannot measure', () => {
    expect(currentBreaches({ at: 1, readings: [] }, '/', DEFAULT_THRESHOLDS)).toEqual([])
  })
})
