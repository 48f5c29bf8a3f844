import { type AlertLevel, breaches, DEFAULT_THRESHOLDS, type Resource } from '@hyperion/wire/thresholds'

export type HealthLevel = 'healthy' | 'warning' | 'critical' | 'unknown'

export interface Cause {
  readonly kind: Resource | 'unit' | 'degraded' | 'mount'
  readonly level: AlertLevel
  /** What it is about: a mount, a unit, or the hub's own words. */
  readonly subject: string
  readonly value: number | null
  readonly threshold: number | null
}

export interface HealthInput {
  readonly cpu: number | null
  readonly memory: number | null
  readonly disks: readonly { readonly mount: string; readonly usage: number | null }[]
  readonly stuckMounts: readonly string[]
  readonly failedUnits: readonly string[]
  readonly degraded: readonly string[]
}

/** Everything wrong with a host, worst first. */
export function causesOf(input: HealthInput): readonly Cause[] {
  const resources = breaches({ cpu: input.cpu, memory: input.memory, disk: null }, DEFAULT_THRESHOLDS).map((each) => ({
    kind: each.resource,
    level: each.level,
    subject: '',
    value: each.value,
    threshold: each.threshold,
  }))
  const disks = input.disks.flatMap(({ mount, usage }) =>
    breaches({ cpu: null, memory: null, disk: usage }, DEFAULT_THRESHOLDS).map(
      (each): Cause => ({ kind: 'disk', level: each.level, subject: mount, value: each.value, threshold: each.threshold }),
    ),
  )
  const plain = (kind: Cause['kind'], subjects: readonly string[]) =>
    subjects.map((subject): Cause => ({ kind, level: 'warning', subject, value: null, threshold: null }))
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

export function levelFor(resource: Resource, value: number | null): AlertLevel | null {
  return breaches({ cpu: null, memory: null, disk: null, [resource]: value }, DEFAULT_THRESHOLDS)[0]?.level ?? null
}
