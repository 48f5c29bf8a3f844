import type { AlertAnswer, AlertRow, AlertsAnswer, SilenceAlertRequest, SilenceRow } from '@hyperion/wire/web'
import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { type AlertFilter, filterQuery } from './alert-filter.ts'

const ALERTS = ['alerts'] as const
/** Changes are told live; this is for those that were missed. */
const EVERY = 30_000
const PAGE = 50

/** What fires now, on all hosts. */
export function useFiring() {
  return useQuery({
    queryKey: [...ALERTS, 'firing'],
    queryFn: ({ signal }) => request<AlertsAnswer>('/api/alerts?limit=1', { signal }),
    select: (answer) => answer.current,
    refetchInterval: EVERY,
    staleTime: 5_000,
  })
}

/** What is over, newest first, page by page. */
export function useResolved(filter: AlertFilter) {
  const query = filterQuery({ ...filter, state: 'resolved' })
  return useInfiniteQuery({
    queryKey: [...ALERTS, 'resolved', query.toString()],
    queryFn: ({ signal, pageParam }) => {
      const before = pageParam === null ? '' : `&before=${pageParam}`
      return request<AlertsAnswer>(`/api/alerts?${query}&limit=${PAGE}${before}`, { signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }): readonly AlertRow[] => pages.flatMap((page) => page.recent),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
    enabled: filter.state !== 'firing',
  })
}

/** The newest alerts of a host, of any state, for the marks on its charts. */
export function useAlertsOf(host: number) {
  return useQuery({
    queryKey: [...ALERTS, 'host', host],
    queryFn: ({ signal }) => request<AlertsAnswer>(`/api/alerts?host=${host}&limit=200`, { signal }),
    select: (answer) => answer.recent,
    refetchInterval: EVERY,
  })
}

export function useAlert(id: number) {
  return useQuery({
    queryKey: [...ALERTS, 'one', id],
    queryFn: ({ signal }) => request<AlertAnswer>(`/api/alerts/${id}`, { signal }),
    refetchInterval: EVERY,
  })
}

/** Rules tell how many alerts of theirs fire. */
export async function alertsChanged(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: ['rules'], exact: true })
  await client.invalidateQueries({ queryKey: ALERTS })
}

export async function acknowledge(client: QueryClient, ids: readonly number[]): Promise<void> {
  await changingAll(client, ids, (id) => request(`/api/alerts/${id}/acknowledge`, { method: 'POST' }))
}

export async function takeBack(client: QueryClient, id: number): Promise<void> {
  await changingAll(client, [id], () => request(`/api/alerts/${id}/acknowledge`, { method: 'DELETE' }))
}

export async function silence(client: QueryClient, ids: readonly number[], body: SilenceAlertRequest): Promise<void> {
  await changingAll(client, ids, (id) => request<SilenceRow>(`/api/alerts/${id}/silence`, { method: 'POST', body }))
  await client.invalidateQueries({ queryKey: ['silences'] })
}

/** One that cannot be changed keeps none of the others from it; the first refusal is told. */
async function changingAll(client: QueryClient, ids: readonly number[], change: (id: number) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(ids.map(change))
  await alertsChanged(client)
  const refused = results.find((result) => result.status === 'rejected')
  if (refused) throw refused.reason
}
