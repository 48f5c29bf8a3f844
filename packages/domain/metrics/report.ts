import { columnOf, findMetric, type GroupId, metricsOf } from './catalog.ts'

/** One instance of one metric group at one instant: values in the group's column order, `null` where unsupported. */
export interface Reading {
  readonly group: GroupId
  /** Core number, mount point, device, interface or sensor name; `''` for a group of the host itself. */
  readonly instance: string
  readonly values: readonly (number | null)[]
}

/** One host's readings at one instant, as sent by an agent. */
export interface Report {
  /** Epoch milliseconds, whole. A host and an instant identify a report. */
  readonly at: number
  readonly readings: readonly Reading[]
}

/** A reading from values by metric name; names left out are unsupported (`null`). */
export function reading(group: GroupId, instance: string, values: Readonly<Record<string, number | null>>): Reading {
  const names = metricsOf(group).map((metric) => metric.id.slice(group.length + 1))
  const unknown = Object.keys(values).find((name) => !names.includes(name))
  if (unknown !== undefined) throw new TypeError(`metric ${group}.${unknown} is not in the catalog`)
  return { group, instance, values: names.map((name) => values[name] ?? null) }
}

/** The value of one metric in a report, or null when it is absent or unsupported. */
export function metricValue(report: Report, metricId: string, instance = ''): number | null {
  const metric = findMetric(metricId)
  if (!metric) throw new TypeError(`metric ${metricId} is not in the catalog`)
  const row = report.readings.find((each) => each.group === metric.group && each.instance === instance)
  return row?.values[columnOf(metric)] ?? null
}

/** The readings of one group by instance. */
export function readingsOf(report: Report, group: GroupId): readonly Reading[] {
  return report.readings.filter((each) => each.group === group)
}
