import { DEFAULT_RETENTION, encodeReport, type Report, type Retention, type RetentionPolicy } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore, Series } from '@hyperion/ports/metric-store'

export const DAY = 86_400_000
export const TICK = 15_000
export const START = Date.UTC(2026, 2, 10)
export const KEEP: RetentionPolicy = keep(DEFAULT_RETENTION)
export const LOAD = ['load.one', 'load.five', 'load.fifteen'] as const

/** A policy for all hosts, and for some of them. */
export function keep(standard: Retention, hosts: Readonly<Record<number, Retention>> = {}): RetentionPolicy {
  return { standard, hosts: new Map(Object.entries(hosts).map(([host, own]) => [Number(host), own])) }
}

export type Triple = readonly [number | null, number | null, number | null]

export function frame(host: number, report: Report): HostFrame {
  return { host, frame: encodeReport(report) }
}

export function loadFrame(at: number, values: Triple, host = 1): HostFrame {
  return frame(host, { at, readings: [{ group: 'load', instance: '', values }] })
}

export function bits(values: Iterable<number>): string[] {
  return Array.from(values, (value) => new BigUint64Array(Float64Array.of(value).buffer)[0]?.toString(16) ?? '')
}

export function readLoad(store: MetricStore, from: number, to: number, maxPoints?: number): Promise<Series> {
  const query = { host: 1, group: 'load', instance: '', metrics: LOAD, from, to } as const
  return store.read(maxPoints === undefined ? query : { ...query, maxPoints })
}

/** Rows of a series as `[time, [values]]`, null where nothing is present. */
export function rowsOf({ times, columns }: Series): [number, (number | null)[]][] {
  return Array.from(times, (time, row) => [time, columns.map(({ values, present }) => (present[row] ? (values[row] as number) : null))])
}

export interface Case {
  readonly name: string
  run(store: MetricStore, again: () => Promise<MetricStore>): Promise<void>
}

/** Deterministic readings with two decimals, different from one to the next. */
export function wave(i: number): Triple {
  return [Math.round(500 + 300 * Math.sin(i / 7)) / 100, ((i * 37) % 211) / 100, i % 5 === 0 ? null : 1]
}

export function ticks(count: number, start = START): HostFrame[] {
  return Array.from({ length: count }, (_, i) => loadFrame(start + i * TICK, wave(i)))
}
