import type { Column, MetricStore, Statistics } from '@hyperion/ports/metric-store'

const STEP = 15_000
const POINTS = 4

/** A minute of history before `now` that answers every query alike: a value, a gap, a NaN and another value. */
export function sampleMetrics(now: number): Pick<MetricStore, 'read' | 'statistics' | 'series'> {
  const times = (): Float64Array => Float64Array.from({ length: POINTS }, (_, i) => now - (POINTS - i) * STEP)
  const column = (metric: string): Column => ({
    metric,
    values: Float64Array.of(12.5, Number.NaN, Number.NaN, 50),
    present: Uint8Array.of(1, 0, 1, 1),
  })
  return {
    read: async ({ metrics }) => ({ times: times(), columns: metrics.map(column), bucket: 0, damaged: false }),
    statistics: async ({ metrics }) => metrics.map((_, i) => (i === 0 ? STATISTICS : null)),
    series: async () => SERIES.map((each) => ({ ...each, first: now - POINTS * STEP, last: now - STEP })),
  }
}

const SERIES = [
  { group: 'cpu', instance: '' },
  { group: 'disk', instance: 'sda' },
  { group: 'network', instance: 'eth0' },
  { group: 'network', instance: 'lo' },
] as const

const STATISTICS: Statistics = {
  count: 3,
  min: 12.5,
  max: 50,
  avg: 31.25,
  stddev: 18.75,
  p50: 31.25,
  p75: 40.625,
  p90: 46.25,
  p95: 48.125,
  p97_5: 49.0625,
  p99: 49.625,
  p100: 50,
  current: 50,
}
