import type { PolicyRow } from '@hyperion/wire/escalation'
import type { ImpactScopeRow, Page, RunbookRow, ServiceRow, TagRow, TeamRow } from '@hyperion/wire/services'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { ApiError, request } from '../../app/api.ts'

/** What incidents refer to, by the collection's name in addresses. */
export interface Collections {
  readonly services: ServiceRow
  readonly teams: TeamRow
  readonly 'impact-scopes': ImpactScopeRow
  readonly runbooks: RunbookRow
  readonly tags: TagRow
  readonly 'escalation-policies': PolicyRow
}

export type Collection = keyof Collections

const PAGE = 100
const EVERY = 60_000
const keyOf = (collection: Collection) => ['catalog', collection] as const

/** All there is, page after page. */
async function all<C extends Collection>(collection: C, signal: AbortSignal): Promise<readonly Collections[C][]> {
  const rows: Collections[C][] = []
  for (let page = 1; ; page++) {
    const answer = await request<Page<Collections[C]>>(`/api/v1/${collection}/?page=${page}&page_size=${PAGE}`, { signal })
    rows.push(...answer.results)
    if (answer.next === null) return rows
  }
}

export function useCollection<C extends Collection>(collection: C) {
  return useQuery({ queryKey: keyOf(collection), queryFn: ({ signal }) => all(collection, signal), refetchInterval: EVERY })
}

export function useRunbook(id: string) {
  return useQuery({
    queryKey: [...keyOf('runbooks'), id],
    queryFn: ({ signal }) => request<RunbookRow>(`/api/v1/runbooks/${encodeURIComponent(id)}/`, { signal }),
    retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status === 404),
  })
}

/** Makes one without an id, else changes what is told of it. */
export async function save<C extends Collection>(
  client: QueryClient,
  collection: C,
  id: string | null,
  body: object,
): Promise<Collections[C]> {
  const path = `/api/v1/${collection}/`
  return changing(client, () =>
    id === null
      ? request<Collections[C]>(path, { method: 'POST', body })
      : request<Collections[C]>(`${path}${id}/`, { method: 'PATCH', body }),
  )
}

export async function remove(client: QueryClient, collection: Collection, id: string): Promise<void> {
  await changing(client, () => request(`/api/v1/${collection}/${id}/`, { method: 'DELETE' }))
}

/** One shows in others: a team in its services, a service in its runbooks. Also after a refusal, which tells that others did something. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey: ['catalog'] })
  }
}
