import { findMetric, type Metric } from '@hyperion/wire/metrics'
import { ruleOf } from '@hyperion/wire/thresholds'
import type { RuleRow } from '@hyperion/wire/web'

const RESOURCE_METRICS: Readonly<Record<string, string>> = { cpu: 'cpu.usage', memory: 'memory.usage', disk: 'filesystem.usage' }

export interface Watched {
  readonly metric: Metric
  readonly below: boolean
  /** Whether levels are in the unit of the metric, so that they can be drawn over it. */
  readonly levels: boolean
}

/** The metric that shows why an alert of this rule fires; null when none does. */
export function watchedBy(rule: string, rules: readonly RuleRow[]): Watched | null {
  const name = ruleOf({ rule })
  const resource = RESOURCE_METRICS[name]
  if (resource !== undefined) return watchedMetric(resource, false, true)
  const found = rules.find((each) => `rule:${each.id}` === name)
  if (found?.kind === 'metric' && found.metric !== null) return watchedMetric(found.metric, found.condition === 'below', true)
  return found?.kind === 'filling' ? watchedMetric('filesystem.usage', false, false) : null
}

function watchedMetric(id: string, below: boolean, levels: boolean): Watched | null {
  const metric = findMetric(id)
  return metric ? { metric, below, levels } : null
}

/** The panel of the host's page that draws a metric. */
export function panelOf({ id, group }: Metric): string {
  if (group === 'filesystem') return 'filesystems'
  if (group === 'core') return 'cores'
  if (id.startsWith('memory.swap')) return 'swap'
  if (id === 'disk.utilization') return 'disk-busy'
  return group === 'network' && !id.endsWith('_bytes') && id !== 'network.utilization' ? 'packets' : group
}
