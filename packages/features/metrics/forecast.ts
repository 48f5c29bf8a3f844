import type { Retention } from '@hyperion/domain/metrics'
import { HISTORY_PARTS, type HistoryPart, type HostUsage } from '@hyperion/ports/metric-store'

const DAY = 86_400_000
/** Bytes of one metric's row of five minutes and of an hour, on the standard workload, where none were made yet. */
const FINE_ROW_BYTES = 4.4
const COARSE_ROW_BYTES = 28.5

/** What tells how large the history of one host will be. */
export interface HostOutlook {
  readonly usage: HostUsage
  readonly retention: Retention
  /** Milliseconds from one report to the next. */
  readonly intervalMs: number
}

/** Bytes that a day of a host takes in each part of the history, measured where there is something to measure. */
export function dailyBytes({ usage, intervalMs }: Pick<HostOutlook, 'usage' | 'intervalMs'>): Readonly<Record<HistoryPart, number>> {
  const { raw, fine, coarse, times, values } = usage.daily
  const metrics = ((values ?? 0) * Math.max(intervalMs, 1)) / DAY
  return {
    raw: raw ?? 0,
    fine: fine ?? metrics * (DAY / 300_000) * FINE_ROW_BYTES,
    coarse: coarse ?? metrics * 24 * COARSE_ROW_BYTES,
    times: times ?? 0,
  }
}

/** Bytes of a host's history so many days from `now`, when it goes on as lately. */
export function sizeIn(days: number, outlook: HostOutlook, now: number): number {
  const { usage, retention } = outlook
  const age = usage.first === null ? 0 : Math.max(0, (now - usage.first) / DAY)
  const daily = dailyBytes(outlook)
  const part = (name: HistoryPart): number => partIn(days, usage.bytes[name], daily[name], age, windowOf(name, retention))
  return HISTORY_PARTS.reduce((sum, name) => sum + part(name), usage.journalBytes)
}

interface Window {
  /** Ages in days between which history is in a part. */
  readonly from: number
  readonly to: number
}

function windowOf(part: HistoryPart, { rawDays, fineDays, totalDays }: Retention): Window {
  const end = totalDays === 0 ? Number.POSITIVE_INFINITY : totalDays
  if (part === 'raw') return { from: 0, to: Math.min(rawDays, end) }
  if (part === 'fine') return { from: Math.min(rawDays, end), to: Math.min(fineDays, end) }
  return part === 'coarse' ? { from: Math.min(fineDays, end), to: end } : { from: 0, to: end }
}

/** What is there now ages out of the window at its end; what is new, or comes of a finer part, grows in at its start. */
function partIn(days: number, bytes: number, perDay: number, age: number, { from, to }: Window): number {
  const width = to - from
  const held = clamp(age - from, 0, width)
  const left = clamp(width - days, 0, held)
  const added = clamp(days - Math.max(0, from - age), 0, width)
  return (held > 0 ? (bytes * left) / held : 0) + perDay * added
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
