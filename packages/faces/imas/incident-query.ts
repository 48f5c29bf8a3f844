import { DomainError } from '@hyperion/domain/errors'
import { INCIDENT_STATUSES, isUuid, OPEN_STATUSES, SEVERITIES } from '@hyperion/domain/incidents'
import { INCIDENT_ORDERINGS, type IncidentOrdering, type IncidentQuery } from '@hyperion/ports/incidents'
import type { IncidentsQuery } from './incident-schemas.ts'
import { pageRange } from './pages.ts'

type Problems = Record<string, readonly string[]>

/** What a list asks for; throws what cannot be meant, by field. */
export function incidentQuery(query: IncidentsQuery): IncidentQuery {
  const problems: Problems = {}
  const from = instant('created_after', query.created_after, problems)
  const to = instant('created_before', query.created_before, problems)
  const statuses = query.status === undefined ? undefined : statusesOf(query.status, problems)
  const severities = query.severity === undefined ? undefined : listed('severity', query.severity, SEVERITIES, problems)
  for (const field of ['service', 'team'] as const)
    if (query[field] !== undefined && !isUuid(query[field])) problems[field] = ['Must be a UUID']
  const ordering = orderingOf(query.ordering, problems)
  refuse(problems)
  return {
    ...(statuses && { statuses }),
    ...(severities && { severities }),
    ...(query.service !== undefined && { service: query.service.toLowerCase() }),
    ...(query.team !== undefined && { team: query.team.toLowerCase() }),
    ...(query.tag !== undefined && { tag: query.tag }),
    ...(query.search !== undefined && { search: query.search }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ordering,
    ...pageRange(query),
  }
}

export function refuse(problems: Problems): void {
  if (Object.keys(problems).length > 0) throw new DomainError('validation_failed', 'fields are wrong', { details: problems })
}

/** An ISO time of a body or a query. */
export function instant(field: string, text: string | undefined, problems: Problems): number | undefined {
  if (text === undefined) return undefined
  const at = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) problems[field] = ['Must be an ISO-8601 time']
  return at
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

function statusesOf(text: string, problems: Problems): IncidentQuery['statuses'] {
  return text.toLowerCase() === 'open' ? OPEN_STATUSES : listed('status', text, INCIDENT_STATUSES, problems)
}

function listed<T extends string>(field: string, text: string, known: readonly T[], problems: Problems): readonly T[] {
  const wanted = text.toUpperCase().split(',')
  const found = known.filter((each) => wanted.includes(each))
  if (found.length < new Set(wanted).size) problems[field] = [`Must be one of: ${known.join(', ')}`]
  return found
}

function orderingOf(text = '-created_at', problems: Problems): IncidentQuery['ordering'] {
  const descending = text.startsWith('-')
  const by = descending ? text.slice(1) : text
  if (!INCIDENT_ORDERINGS.includes(by as IncidentOrdering))
    problems.ordering = [`Must be one of: ${INCIDENT_ORDERINGS.join(', ')}, each also after a -`]
  return { by: by as IncidentOrdering, descending }
}
