import { encodeReport, type GroupId, type Reading, reading } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { GROUPS, readings } from './workload.mjs'

export const TICK_MS = 15_000

const INSTANCES: Readonly<Record<string, string>> = { disk: 'sda', network: 'eth0' }
const NAMES: Readonly<Record<string, string>> = { percent_used: 'usage' }

function toReadings(tick: Record<string, number[]>, groups: readonly string[]): Reading[] {
  return Object.entries(GROUPS).flatMap(([group, names]) => {
    if (!groups.includes(group)) return []
    const values = Object.fromEntries(names.map((name, column) => [NAMES[name] ?? name, tick[group]?.[column] ?? null]))
    return [reading(group as GroupId, INSTANCES[group] ?? '', values)]
  })
}

/** The standard workload as frames, tick by tick, as they would arrive from hosts 1 to `hosts`. */
export function* workloadFrames(
  hosts: number,
  ticks: number,
  start: number,
  groups: readonly string[] = Object.keys(GROUPS),
): Generator<HostFrame[]> {
  const workloads = Array.from({ length: hosts }, (_, host) => readings(host, ticks))
  for (let tick = 0; tick < ticks; tick++) {
    const at = start + tick * TICK_MS
    yield workloads.map((each, host) => ({ host: host + 1, frame: encodeReport({ at, readings: toReadings(each.next().value, groups) }) }))
  }
}

/** The standard workload of one host, counted from 0, as frames. */
export function* hostFrames(host: number, ticks: number, start: number, stepMs: number): Generator<Uint8Array> {
  const workload = readings(host, ticks)
  const groups = Object.keys(GROUPS)
  for (let tick = 0; tick < ticks; tick++)
    yield encodeReport({ at: start + tick * stepMs, readings: toReadings(workload.next().value, groups) })
}
