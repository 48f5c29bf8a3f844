import { findMetric, type GroupId, type Metric, metricsOf, type Reading, type Report } from '@hyperion/domain/metrics'

export interface HistoryOptions {
  /** A report of the machine: which instances it has, and the sizes that do not change. */
  readonly like: Report
  /** Epoch ms; reports are at whole multiples of the interval from `from` to before `to`. */
  readonly from: number
  readonly to: number
  readonly intervalMs: number
  readonly seed?: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PAGE = 4096
/** One outage and one reboot a month, at the same place in every history of that length. */
const MONTH = 30 * DAY
const OUTAGE = { at: 11.3 * DAY, lasts: 2 * HOUR }
const REBOOT_AT = 19.6 * DAY
const REBOOT_LASTS = 90_000

/** What a counter grows by in a second when the machine is fully busy. */
const RATES: Readonly<Record<string, number>> = { bytes: 6_000_000, count: 900 }

interface Moment {
  readonly at: number
  /** How busy the machine is, 0 to 1. */
  readonly busy: number
  /** Part of the whole history that has passed, 0 to 1. */
  readonly passed: number
  readonly seconds: number
  readonly uptime: number
  readonly random: () => number
}

type Fill = (like: Reading, moment: Moment) => Readonly<Record<string, number>>

/** Groups whose columns belong together; every other column is made from its unit and kind. */
const TOGETHER: Partial<Record<GroupId, Fill>> = {
  cpu: (_like, { busy, random }) => {
    const usage = percent(busy * 85 + random() * 3)
    const system = percent(usage * 0.25)
    const iowait = percent(busy * busy * 4)
    return {
      usage,
      system,
      iowait,
      steal: 0,
      irq: 0,
      softirq: percent(usage * 0.02),
      user: percent(usage * 0.73),
      idle: percent(100 - usage - iowait),
    }
  },
  memory: (like, { busy, passed, random }) => {
    const total = columnValue(like, 'total') || 8 * 1024 ** 3
    const used = pages(total * (0.22 + 0.3 * busy + 0.05 * passed + 0.01 * random()))
    const cached = pages((total - used) * 0.6)
    return { used, available: total - used, usage: percent((100 * used) / total), cached, buffers: pages(total * 0.02) }
  },
  filesystem: (like, { busy, passed }) => {
    const total = columnValue(like, 'total')
    const used = pages(Math.min(columnValue(like, 'used') * (0.8 + 0.2 * passed + 0.02 * busy), total))
    return { used, available: total - used, usage: percent(total && (100 * used) / total) }
  },
}

/** A plausible past of one machine, the same for the same options. */
export function* history(options: HistoryOptions): Generator<Report> {
  const { like, from, to, intervalMs } = options
  const random = generator(options.seed ?? 1)
  const counters = new Map<string, number>()
  let drift = 0
  let booted = from - 3 * DAY
  for (let at = Math.ceil(from / intervalMs) * intervalMs; at < to; at += intervalMs) {
    drift = 0.98 * drift + 0.02 * (random() - 0.5)
    const inMonth = (at - from) % MONTH
    if (inMonth >= OUTAGE.at && inMonth < OUTAGE.at + OUTAGE.lasts) continue
    const rebooted = at - inMonth + REBOOT_AT
    if (inMonth >= REBOOT_AT && rebooted > booted) {
      counters.clear()
      booted = rebooted
    }
    if (at - booted < REBOOT_LASTS) continue
    const moment = {
      at,
      busy: busyness(at, drift, random),
      passed: (at - from) / (to - from),
      seconds: intervalMs / 1000,
      uptime: (at - booted) / 1000,
      random,
    }
    yield { at, readings: like.readings.map((reading) => filled(reading, moment, counters)) }
  }
}

/** Office hours, quiet week-ends, a nightly job, noise that wanders and now and then a spike. */
function busyness(at: number, drift: number, random: () => number): number {
  const hour = (at % DAY) / HOUR
  const weekend = (Math.floor(at / DAY + 4) % 7) % 6 === 0
  const daily = 0.5 - 0.5 * Math.cos(((hour - 3) / 24) * 2 * Math.PI)
  const nightly = hour >= 2.5 && hour < 2.8 ? 0.5 : 0
  const spike = random() < 0.002 ? 0.5 : 0
  return Math.min(Math.max(0.06 + daily * (weekend ? 0.12 : 0.35) + nightly + spike + drift * 3, 0.01), 1)
}

function filled(like: Reading, moment: Moment, counters: Map<string, number>): Reading {
  const together = TOGETHER[like.group]?.(like, moment) ?? {}
  const values = metricsOf(like.group).map((metric, column) => {
    const now = like.values[column] ?? null
    // What the machine does not support, it did not support before either.
    if (now === null) return null
    return (
      together[nameOf(metric)] ??
      (metric.kind === 'counter' ? counted(metric, like.instance, moment, counters) : gauge(metric, now, moment))
    )
  })
  return { group: like.group, instance: like.instance, values }
}

function counted(metric: Metric, instance: string, { busy, seconds, random }: Moment, counters: Map<string, number>): number {
  const key = `${metric.id} ${instance}`
  const quiet = metric.id.endsWith('_errors') ? 0 : 1
  const value = (counters.get(key) ?? 0) + Math.round(quiet * (RATES[metric.unit] ?? 1) * busy * busy * seconds * (0.6 + 0.8 * random()))
  counters.set(key, value)
  return value
}

function gauge({ unit, id }: Metric, now: number, { busy, uptime, random }: Moment): number {
  if (unit === 'percent') return percent(busy * busy * (id.startsWith('core.') ? 95 : 40) * (0.7 + 0.6 * random()))
  if (unit === 'load') return Math.round(busy * 200 * (0.8 + 0.4 * random())) / 100
  if (unit === 'celsius') return Math.round(36 + 30 * busy + random())
  if (unit === 'seconds') return Math.round(uptime)
  if (unit === 'count') return id.includes('total') ? now : Math.round(now * (0.7 + 0.6 * busy + 0.1 * random()))
  return now
}

function columnValue(like: Reading, name: string): number {
  const metric = findMetric(`${like.group}.${name}`)
  return (metric && like.values[metricsOf(like.group).indexOf(metric)]) ?? 0
}

function nameOf({ id, group }: Metric): string {
  return id.slice(group.length + 1)
}

function percent(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 100) * 100) / 100
}

function pages(bytes: number): number {
  return Math.round(bytes / PAGE) * PAGE
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
