import { columnOf, GROUPS, METRICS, type Metric, type MetricUnit, type Reading, type Report } from '@hyperion/domain/metrics'
import type { Labels } from '../snapshot.ts'
import type { Family, ShownSample } from './text.ts'

/** A host with its newest figures; null where they are too old to stand for now. */
export interface ShownHost {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly online: boolean
  readonly report: Report | null
}

/** How the base unit of a value is written at the end of the name, and by what it is divided. */
const UNITS: Readonly<Record<MetricUnit, { readonly suffix: string; readonly divisor: number }>> = {
  percent: { suffix: 'ratio', divisor: 100 },
  bytes: { suffix: 'bytes', divisor: 1 },
  seconds: { suffix: 'seconds', divisor: 1 },
  celsius: { suffix: 'celsius', divisor: 1 },
  count: { suffix: '', divisor: 1 },
  load: { suffix: '', divisor: 1 },
}

/** One family for every row of the catalog, after those that tell of the hosts themselves. */
export function* hostFamilies(hosts: readonly ShownHost[]): Generator<Family> {
  const labels = new Map(hosts.map((host) => [host, { host: host.name, host_id: String(host.id) }]))
  const labelsOf = (host: ShownHost): Labels => labels.get(host) as Labels
  yield {
    name: 'hyperion_host_up',
    help: 'Whether the reports of a host come.',
    type: 'gauge',
    samples: hosts.map((host) => ({ labels: { ...labelsOf(host), kind: host.kind }, value: host.online ? 1 : 0 })),
  }
  const reporting = hosts.filter(({ report }) => report !== null)
  yield {
    name: 'hyperion_host_report_timestamp_seconds',
    help: 'When the report was taken that the figures of a host are of.',
    type: 'gauge',
    samples: reporting.map((host) => ({ labels: labelsOf(host), value: (host.report?.at ?? 0) / 1000 })),
  }
  const byGroup = reporting.map((host) => [labelsOf(host), Map.groupBy(host.report?.readings ?? [], ({ group }) => group)] as const)
  for (const metric of METRICS) {
    yield { name: familyName(metric), help: helpOf(metric), type: metric.kind, samples: samplesOf(metric, byGroup) }
  }
}

function* samplesOf(
  metric: Metric,
  hosts: readonly (readonly [Labels, ReadonlyMap<string, readonly Reading[]>])[],
): Generator<ShownSample> {
  const column = columnOf(metric)
  const kind = GROUPS[metric.group].instance
  const { divisor } = UNITS[metric.unit]
  for (const [labels, groups] of hosts) {
    for (const { instance, values } of groups.get(metric.group) ?? []) {
      const value = values[column]
      if (value === null || value === undefined) continue
      yield { labels: kind === 'host' ? labels : { ...labels, [kind]: instance }, value: value / divisor }
    }
  }
}

/** `hyperion_host_<group>_<name>` with the base unit and, for a counter alone, `_total` at the end. */
export function familyName({ id, unit, kind }: Metric): string {
  const parts = ['hyperion', 'host', ...id.split(/[._]/)]
  // A gauge that ended so would pass for a counter.
  if (kind === 'gauge' && parts.at(-1) === 'total' && UNITS[unit].suffix === '') parts.pop()
  const { suffix } = UNITS[unit]
  if (suffix !== '' && parts.at(-1) !== suffix) parts.push(suffix)
  if (kind === 'counter') parts.push('total')
  return parts.join('_')
}

function helpOf({ group, label, unit }: Metric): string {
  return `${group}: ${label}${unit === 'percent' ? ', from 0 to 1' : ''}.`
}
