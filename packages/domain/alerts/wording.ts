import type { MetricUnit } from '../metrics/index.ts'
import type { Resource } from './thresholds.ts'

/** A counter is watched by its rate. */
export type AlertUnit = MetricUnit | 'bytes_per_second' | 'per_second' | 'hours' | 'none'

export const RESOURCE_TITLES: Readonly<Record<Resource, string>> = { cpu: 'CPU', memory: 'Memory', disk: 'Disk' }

/** `CPU usage is at 94%`, with at most one decimal. */
export function usageMessage(resource: Resource, value: number): string {
  return `${RESOURCE_TITLES[resource]} usage is at ${shownPercent(value)}`
}

function shownPercent(value: number): string {
  return `${Math.round(value * 10) / 10}%`
}

const SUFFIXES: Readonly<Record<AlertUnit, string>> = {
  percent: '%',
  bytes: '',
  bytes_per_second: '/s',
  per_second: '/s',
  count: '',
  seconds: ' s',
  hours: ' h',
  celsius: ' °C',
  load: '',
  none: '',
}

/** A value with its unit, as people read it: `94%`, `1.5 GiB/s`, `61.2 °C`. */
export function shownValue(value: number, unit: AlertUnit): string {
  const amount = unit === 'bytes' || unit === 'bytes_per_second' ? shownBytes(value) : String(Math.round(value * 10) / 10)
  return `${amount}${SUFFIXES[unit]}`
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

function shownBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10), BYTE_UNITS.length - 1)
  return `${Math.round((bytes / 1024 ** step) * 10) / 10} ${BYTE_UNITS[step]}`
}
