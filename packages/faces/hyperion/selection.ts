import { DomainError, type ErrorDetails } from '@hyperion/domain/errors'
import { findMetric, type GroupId, metricsOf } from '@hyperion/domain/metrics'
import type { Selection } from './schemas.ts'

export interface MetricSelection {
  readonly group: GroupId
  readonly instance: string
  readonly metrics: readonly string[]
  readonly from: number
  readonly to: number
}

const HOUR = 3_600_000

/** What a query asks for, every mistake named at once. */
export function selectionOf({ group, instance, metrics, from, to }: Selection, now: number): MetricSelection {
  const ids = metrics === undefined ? metricsOf(group).map(({ id }) => id) : [...new Set(metrics.split(','))]
  return { group, instance, metrics: ids, ...rangeOf({ from, to }, now, metricProblems(ids, group)) }
}

/** The last hour when left out; further mistakes are named with those of the range. */
export function rangeOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: number,
  further: ErrorDetails = {},
): { readonly from: number; readonly to: number } {
  const end = to === undefined ? now : instantOf(to)
  const start = from === undefined ? (end ?? now) - HOUR : instantOf(from)
  const details: Record<string, readonly string[]> = {
    ...(start === undefined && { from: [NOT_AN_INSTANT] }),
    ...(end === undefined && { to: [NOT_AN_INSTANT] }),
    ...further,
  }
  if (start !== undefined && end !== undefined && start >= end) details.from = ['Must be before the end of the range']
  if (start === undefined || end === undefined || Object.keys(details).length > 0) {
    throw new DomainError('validation_failed', 'selection', { details })
  }
  return { from: start, to: end }
}

const NOT_AN_INSTANT = 'Must be epoch milliseconds or an ISO-8601 time'

function metricProblems(ids: readonly string[], group: GroupId): ErrorDetails {
  const foreign = ids.find((id) => findMetric(id)?.group !== group)
  return foreign === undefined ? {} : { metrics: [`'${foreign}' is not a metric of the group '${group}'`] }
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/

/** Epoch milliseconds of a time in words or in digits; undefined when it is none. */
export function instantOf(text: string): number | undefined {
  const at = /^\d{1,15}$/.test(text) ? Number(text) : ISO.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
