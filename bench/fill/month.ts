/** Fills the database given as argument with 30 days of the first host: CPU, and a disk and an interface that count. */
import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import { encodeReport, reading } from '@hyperion/domain/metrics'
import { GROUPS, readings } from '../workload.mjs'
import { TICK_MS } from '../workload-frames.ts'

const DAY_MS = 86_400_000
const DAYS = 30
const TICKS = (DAYS * DAY_MS) / TICK_MS
const IN_FLIGHT = 64

const store = await openEmbeddedMetricStore({ database: { kind: 'sqlite', file: process.argv[2] as string }, log: console.error })
const start = Math.floor(Date.now() / TICK_MS - TICKS) * TICK_MS + TICK_MS
const ticks = readings(0, TICKS)
const counters: Record<'disk' | 'network', number[]> = { disk: [0, 0, 0, 0], network: [0, 0, 0, 0] }
const underWay: Promise<unknown>[] = []
for (let tick = 0; tick < TICKS; tick++) {
  const values = ticks.next().value as Record<keyof typeof GROUPS, number[]>
  const named = (group: keyof typeof GROUPS): Record<string, number> =>
    Object.fromEntries(GROUPS[group].map((name, i) => [name, values[group][i] as number]))
  const counted = (group: 'disk' | 'network'): Record<string, number> => {
    counters[group] = counters[group].map((sum, i) => sum + (values[group][i] as number))
    return { ...named(group), ...Object.fromEntries(counters[group].map((sum, i) => [GROUPS[group][i], sum])) }
  }
  const report = {
    at: start + tick * TICK_MS,
    readings: [reading('cpu', '', named('cpu')), reading('disk', 'sda', counted('disk')), reading('network', 'eth0', counted('network'))],
  }
  underWay.push(store.append([{ host: 1, frame: encodeReport(report) }]))
  if (underWay.length >= IN_FLIGHT) await underWay.shift()
}
await Promise.all(underWay)
await store.maintain(Date.now(), { standard: { rawDays: 60, fineDays: 90, totalDays: 0 }, hosts: new Map() })
await store.close()
