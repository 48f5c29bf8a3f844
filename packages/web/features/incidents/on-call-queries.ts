import type { NamedRow, Page } from '@hyperion/wire/services'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { useSession } from '../session/session.ts'

/** As many as the API gives at once. */
const MOST = 100

async function everything<T>(url: string, signal: AbortSignal): Promise<readonly T[]> {
  const all: T[] = []
  for (let page = 1; ; page++) {
    const { results, next } = await request<Page<T>>(`${url}?page=${page}&page_size=${MOST}`, { signal })
    all.push(...results)
    if (next === null) return all
  }
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
  readonly schedule: NamedRow
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
