import type { Resource } from './thresholds.ts'

const LABELS: Readonly<Record<Resource, string>> = { cpu: 'CPU', memory: 'Memory', disk: 'Disk' }

/** `CPU usage is at 94%`, with at most one decimal. */
export function usageMessage(resource: Resource, value: number): string {
  return `${LABELS[resource]} usage is at ${shownPercent(value)}`
}

export function shownPercent(value: number): string {
  return `${Math.round(value * 10) / 10}%`
}
