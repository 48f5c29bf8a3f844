import type { NotificationsAnswer } from '@hyperion/wire/web'
import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const NOTIFICATIONS = ['notifications'] as const
const FEW = 8
const PAGE = 50

const read = (query: string, signal: AbortSignal) => request<NotificationsAnswer>(`/api/notifications?${query}`, { signal })

/** The newest few, and how many are unread. */
export function useLatestNotifications() {
  return useQuery({
    queryKey: [...NOTIFICATIONS, 'latest'],
    queryFn: ({ signal }) => read(`limit=${FEW}`, signal),
    refetchInterval: 60_000,
  })
}

export function useNotifications() {
  return useInfiniteQuery({
    queryKey: [...NOTIFICATIONS, 'all'],
    queryFn: ({ signal, pageParam }) => read(`limit=${PAGE}${pageParam === null ? '' : `&before=${pageParam}`}`, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })
}

export async function markRead(client: QueryClient, upTo: number): Promise<void> {
  await request('/api/notifications/read', { method: 'PUT', body: { up_to: upTo } })
  await refreshNotifications(client)
}

export async function refreshNotifications(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: NOTIFICATIONS })
}
