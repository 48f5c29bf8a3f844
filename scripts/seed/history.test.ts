import { metricsOf, metricValue, type Report } from '@hyperion/domain/metrics'
import { sampleReport } from '@hyperion/testkit/live-host'
import { describe, expect, test } from 'vitest'
import { history } from './history.ts'

const DAY = 86_400_000
const from = Date.UTC(2026, 0, 1)
const options = { like: sampleReport(), from, to: from + 30 * DAY, intervalMs: 15 * 60_000 }
const reports = [...history(options)]

function figures(metric: string, instance = ''): number[] {
  return reports.map((report) => metricValue(report, metric, instance) as number)
}

describe('a made-up history', () => {
  test('is the same for the same options, and another for another seed', () => {
    expect([...history(options)]).toEqual(reports)
    expect([...history({ ...options, seed: 2 })]).not.toEqual(reports)
  })

  test('has what the machine has, and nothing that it has not', () => {
    const shape = ({ readings }: Report) =>
      readings.map(({ group, instance, values }) => [group, instance, values.map((value) => value !== null)])
    expect(shape(reports[7] as Report)).toEqual(shape(options.like))
  })

  test('keeps percentages within 0 and 100 and everything else at 0 or more', () => {
    for (const { readings } of reports) {
      for (const { group, values } of readings) {
        metricsOf(group).forEach(({ unit }, column) => {
          const value = values[column] ?? 0
          expect(value >= 0 && (unit !== 'percent' || value <= 100)).toBe(true)
        })
      }
    }
  })

  test('adds up: memory, file systems', () => {
    const total = figures('memory.total')
    const used = figures('memory.used')
    expect(figures('memory.available')).toEqual(total.map((value, at) => value - (used[at] as number)))
    expect(new Set(figures('filesystem.total', '/data')).size).toBe(1)
  })

  test('has one outage and one reboot a month', () => {
    const steps = reports.slice(1).map((report, at) => report.at - (reports[at] as Report).at)
    expect(steps.filter((step) => step > 3_600_000)).toHaveLength(1)
    const uptime = figures('system.uptime')
    expect(uptime.filter((value, at) => at > 0 && value < (uptime[at - 1] as number))).toHaveLength(1)
    const received = figures('network.rx_bytes', 'eth0')
    expect(received.filter((value, at) => at > 0 && value < (received[at - 1] as number))).toHaveLength(1)
  })

  test('is busier by day than by night', () => {
    const average = (hour: number): number => {
      const values = reports
        .filter(({ at }) => new Date(at).getUTCHours() === hour)
        .map((report) => metricValue(report, 'cpu.usage') as number)
      return values.reduce((sum, value) => sum + value, 0) / values.length
    }
    expect(average(15)).toBeGreaterThan(average(4) * 2)
  })
})
