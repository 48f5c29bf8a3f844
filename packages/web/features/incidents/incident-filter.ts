import { INCIDENT_STATUSES, type IncidentStatus, SEVERITIES, type Severity } from '@hyperion/wire/incidents'

export const STATUS_CHOICES = ['OPEN', ...INCIDENT_STATUSES] as const
export const ORDERINGS = ['-created_at', 'created_at', 'severity', 'status', '-updated_at', 'title'] as const
export const PAGE_SIZE = 20
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const LAST_PAGE = 1_000_000

/** Which incidents are shown, kept whole in the address; what is left out means all. */
export interface IncidentFilter {
  readonly search?: string
  readonly status?: 'OPEN' | IncidentStatus | null
  readonly severity?: Severity | null
  /** Id of the service. */
  readonly service?: string | null
  readonly tag?: string | null
  readonly ordering?: (typeof ORDERINGS)[number]
  /** From 1. */
  readonly page?: number
}

export type IncidentView = 'board' | 'list'

export function parseFilter(params: URLSearchParams): Required<IncidentFilter> {
  const page = Number(params.get('page') ?? '1')
  const service = params.get('service') ?? ''
  return {
    search: params.get('q') ?? '',
    status: STATUS_CHOICES.find((each) => each === params.get('status')) ?? null,
    severity: SEVERITIES.find((each) => each === params.get('severity')) ?? null,
    service: UUID.test(service) ? service : null,
    tag: params.get('tag') || null,
    ordering: ORDERINGS.find((each) => each === params.get('ordering')) ?? '-created_at',
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  }
}

/** As the API takes it. */
export function listQuery(
  { search = '', status, severity, service, tag, ordering, page = 1 }: IncidentFilter,
  size: number,
): URLSearchParams {
  const words = search.trim()
  return new URLSearchParams({
    ...(words !== '' && { search: words }),
    ...(status && { status: status.toLowerCase() }),
    ...(severity && { severity }),
    ...(service && { service }),
    ...(tag && { tag }),
    ...(ordering && { ordering }),
    ...(page > 1 && { page: String(page) }),
    page_size: String(size),
  })
}

export function isFiltered({ search = '', status, severity, service, tag }: IncidentFilter): boolean {
  return search.trim() !== '' || [status, severity, service, tag].some(Boolean)
}
