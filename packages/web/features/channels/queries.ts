import type {
  ChannelChangeRequest,
  ChannelKindsAnswer,
  ChannelsAnswer,
  ChannelTestAnswer,
  DeliveriesAnswer,
  DeliveryRow,
  NewChannelRequest,
  SavedChannelAnswer,
} from '@hyperion/wire/web'
import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const CHANNELS = ['channels'] as const
const DELIVERIES = ['deliveries'] as const
const PAGE = 50

export function useChannels() {
  return useQuery({
    queryKey: CHANNELS,
    queryFn: ({ signal }) => request<ChannelsAnswer>('/api/channels', { signal }),
    refetchInterval: 15_000,
  })
}

export function useChannelKinds() {
  return useQuery({
    queryKey: ['channel kinds'],
    queryFn: ({ signal }) => request<ChannelKindsAnswer>('/api/channels/kinds', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export async function saveChannel(client: QueryClient, id: number | null, body: NewChannelRequest): Promise<SavedChannelAnswer> {
  const { kind: _, ...change } = body
  return await changing(client, () =>
    id === null
      ? request<SavedChannelAnswer>('/api/channels', { method: 'POST', body })
      : request<SavedChannelAnswer>(`/api/channels/${id}`, { method: 'PUT', body: change }),
  )
}

export async function changeChannel(client: QueryClient, id: number, body: ChannelChangeRequest): Promise<void> {
  await changing(client, () => request(`/api/channels/${id}`, { method: 'PUT', body }))
}

export async function deleteChannel(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/channels/${id}`, { method: 'DELETE' }))
}

export async function testChannel(id: number): Promise<ChannelTestAnswer> {
  return await request<ChannelTestAnswer>(`/api/channels/${id}/test`, { method: 'POST' })
}

export interface DeliveryFilter {
  readonly channel: string | null
  readonly status: string | null
}

export function useDeliveries({ channel, status }: DeliveryFilter) {
  return useInfiniteQuery({
    queryKey: [...DELIVERIES, channel, status],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: String(PAGE) })
      for (const [name, value] of Object.entries({ channel, status, before: pageParam })) if (value !== null) query.set(name, String(value))
      return request<DeliveriesAnswer>(`/api/deliveries?${query}`, { signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 10_000,
  })
}

export async function retryDelivery(client: QueryClient, id: number): Promise<void> {
  try {
    await request<DeliveryRow>(`/api/deliveries/${id}/retry`, { method: 'POST' })
  } finally {
    void client.invalidateQueries({ queryKey: DELIVERIES })
  }
}

async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    for (const queryKey of [CHANNELS, DELIVERIES]) void client.invalidateQueries({ queryKey })
  }
}
