import { GROUPS, metricValue } from '@hyperion/domain/metrics'
import { describe, expect, it } from 'vitest'
import { fakeLiveHost, SAMPLE_PROCESSES, sampleReport } from './index.ts'

describe('fakeLiveHost', () => {
  it('has a reading of every group and agrees with itself', () => {
    const report = sampleReport({ cpu: 91 })
    const groups = new Set(report.readings.map((each) => each.group))
    expect([...groups].sort()).toEqual(Object.keys(GROUPS).sort())
    expect(metricValue(report, 'cpu.usage')).toBe(91)
    const { running, sleeping, stopped, zombie } = SAMPLE_PROCESSES.counts
    expect(running + sleeping + stopped + zombie).toBe(SAMPLE_PROCESSES.processes.length)
    expect(metricValue(report, 'processes.total')).toBe(SAMPLE_PROCESSES.processes.length)
  })

  it('takes overrides and is not ready when told so', async () => {
    const host = fakeLiveHost({ units: async () => [] })
    expect(await host.units()).toEqual([])
    expect(host.report()).toEqual(sampleReport())
    expect(() => fakeLiveHost({ ready: false }).report()).toThrow(expect.objectContaining({ code: 'not_ready' }))
  })
})
