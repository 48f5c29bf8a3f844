import type { NamedRef, Page, TagRow } from '@hyperion/wire/incidents'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { useSession } from '../session/session.ts'

/** As many as the API gives at once. */
const MOST = 100

async function everything<T>(url: string, signal: AbortSignal): Promise<readonly T[]> {
  const all: T[] = []
  for (let page = 1; ; page++) {
    const join = url.includes('?') ? '&' : '?'
    const { results, next } = await request<Page<T>>(`${url}${join}page=${page}&page_size=${MOST}`, { signal })
    all.push(...results)
    if (next === null) return all
  }
}

/** What incidents are about, by name. */
export function useServices() {
  return useQuery({ queryKey: ['services', 'names'], queryFn: ({ signal }) => everything<NamedRef>('/api/v1/services/', signal) })
}

export function useScopes() {
  return useQuery({ queryKey: ['impact-scopes', 'names'], queryFn: ({ signal }) => everything<NamedRef>('/api/v1/impact-scopes/', signal) })
}

export function useTags() {
  return useQuery({ queryKey: ['tags', 'names'], queryFn: ({ signal }) => everything<TagRow>('/api/v1/tags/', signal) })
}

/** The hosts that a service runs on. */
export function useServiceHosts(service: string) {
  return useQuery({
    queryKey: ['services', 'hosts', service],
    queryFn: ({ signal }) => request<{ readonly hosts?: readonly number[] }>(`/api/v1/services/${service}/`, { signal }),
    select: ({ hosts = [] }) => hosts,
  })
}

interface Candidate {
  readonly id: number
  readonly username: string
}

/** Who may be asked to lead: whoever can be on call, and oneself. */
export function useCandidates(): readonly Candidate[] {
  const me = useSession().data?.user
  const people = useQuery({
    queryKey: ['on-call', 'people'],
    queryFn: ({ signal }) => everything<Candidate>('/api/v1/on-call/people/', signal),
    staleTime: 60_000,
  })
  const found = [...(me ? [me] : []), ...(people.data ?? [])].map(({ id, username }): [number, Candidate] => [id, { id, username }])
  return [...new Map(found).values()].toSorted((a, b) => a.username.localeCompare(b.username))
}

interface OnCallRow {
  readonly schedule: NamedRef
  readonly users: readonly Candidate[]
  /** Of the next hand-off. */
  readonly until: string | null
}

/** Who is on call, by schedule; nobody while that is not known. */
export function useOnCallNow(): readonly OnCallRow[] {
  const query = useQuery({
    queryKey: ['on-call', 'now'],
    queryFn: ({ signal }) => everything<OnCallRow>('/api/v1/on-call/', signal),
    refetchInterval: 60_000,
  })
  return query.data ?? []
}

interface RunbookRow {
  readonly id: string
  readonly title: string
}

interface RunbookStep {
  readonly id: string
  readonly order: number
  readonly title: string
  readonly description?: string | null
  readonly command?: string | null
  readonly expected_duration_minutes?: number | null
  readonly is_critical?: boolean
  readonly requires_confirmation?: boolean
}

export interface RunbookAnswer extends RunbookRow {
  readonly description: string
  readonly steps: readonly RunbookStep[]
}

export function useRunbooksOf(service: string) {
  return useQuery({
    queryKey: ['runbooks', 'of', service],
    queryFn: ({ signal }) => everything<RunbookRow>(`/api/v1/runbooks/?service=${service}`, signal),
  })
}

export function useRunbook(id: string) {
  return useQuery({
    queryKey: ['runbooks', 'one', id],
    queryFn: ({ signal }) => request<RunbookAnswer>(`/api/v1/runbooks/${id}/`, { signal }),
  })
}
