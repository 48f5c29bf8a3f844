import { type AlertLevel, breaches, type Resource, type Thresholds } from '@hyperion/wire/thresholds'

export type HealthLevel = 'healthy' | 'warning' | 'critical' | 'unknown'

export interface Cause {
  readonly kind: Resource | 'unit' | 'degraded' | 'mount'
  readonly level: AlertLevel
  /** What it is about: a mount, a unit, or the hub's own words. */
  readonly subject: string
  readonly value: number | null
  readonly threshold: number | null
  /** Epoch ms since when it breaches without a pause; null when not known. */
  readonly since: number | null
}

/** As much as the newest rows of a series tell: their times and values. */
export interface RecentRows {
  readonly length: number
  time(index: number): number
  value(index: number, column: number): number | null
}

/** The CPU's state is its mean over this long: one busy second worries nobody. */
export const CPU_MEAN_MS = 10_000
/** Dips shorter than this do not end a breach. */
const PAUSE_MS = 10_000

/** Since when a column has been above a limit, pauses aside; null when it is not, or was so before the oldest row. */
export function breachSince(rows: RecentRows, column: number, limit: number): number | null {
  let since: number | null = null
  for (let i = rows.length - 1; i >= 0; i--) {
    const at = rows.time(i)
    if ((rows.value(i, column) ?? 0) > limit) since = at
    else if ((since ?? rows.time(rows.length - 1)) - at > PAUSE_MS) return since
  }
  return null
}

export interface HealthInput {
  readonly thresholds: Thresholds
  readonly cpu: number | null
  readonly memory: number | null
  readonly disks: readonly { readonly mount: string; readonly usage: number | null }[]
  readonly stuckMounts: readonly string[]
  readonly failedUnits: readonly string[]
  readonly degraded: readonly string[]
  /** Since when a resource, or one mount of it, is above a limit. */
  readonly since: (resource: Resource, limit: number, mount: string) => number | null
}

/** Everything wrong with a host, worst first. */
export function causesOf(input: HealthInput): readonly Cause[] {
  const resources = breaches({ cpu: input.cpu, memory: input.memory, disk: null }, input.thresholds).map((each) => ({
    kind: each.resource,
    level: each.level,
    subject: '',
    value: each.value,
    threshold: each.threshold,
    since: input.since(each.resource, each.threshold, ''),
  }))
  const disks = input.disks.flatMap(({ mount, usage }) =>
    breaches({ cpu: null, memory: null, disk: usage }, input.thresholds).map(
      (each): Cause => ({
        kind: 'disk',
        level: each.level,
        subject: mount,
        value: each.value,
        threshold: each.threshold,
        since: input.since('disk', each.threshold, mount),
      }),
    ),
  )
  const plain = (kind: Cause['kind'], subjects: readonly string[]) =>
    subjects.map((subject): Cause => ({ kind, level: 'warning', subject, value: null, threshold: null, since: null }))
  const all = [
    ...resources,
    ...disks,
    ...plain('mount', input.stuckMounts),
    ...plain('unit', input.failedUnits),
    ...plain('degraded', input.degraded),
  ]
  return all.sort((a, b) => Number(b.level === 'critical') - Number(a.level === 'critical'))
}

/** Unknown when nothing was measured yet: silence is not health. */
export function levelOf(causes: readonly Cause[], measured: boolean): HealthLevel {
  if (causes.some((each) => each.level === 'critical')) return 'critical'
  if (causes.length > 0) return 'warning'
  return measured ? 'healthy' : 'unknown'
}

/** The level with the alerts that fire and nobody has in hand. */
export function worst(level: HealthLevel, open: readonly { readonly level: AlertLevel }[]): HealthLevel {
  if (level === 'critical' || open.some((alert) => alert.level === 'critical')) return 'critical'
  return open.length > 0 ? 'warning' : level
}

export function levelFor(thresholds: Thresholds, resource: Resource, value: number | null): AlertLevel | null {
  return breaches({ cpu: null, memory: null, disk: null, [resource]: value }, thresholds)[0]?.level ?? null
}
