import type {
  InboundDeliveryAnswer,
  InboundDeliveryRow,
  InboundPage,
  IntegrationChangeRequest,
  IntegrationKindRow,
  IntegrationRequest,
  IntegrationRow,
  NewIntegrationAnswer,
} from '@hyperion/wire/inbound'
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const BASE = '/api/v1/integrations/'
const KEY = ['integrations'] as const
/** What comes in changes by itself. */
const REFRESH_MS = 10_000
export const PAGE_SIZE = 20

export function useIntegrations() {
  return useQuery({
    queryKey: [...KEY, 'list'],
    queryFn: ({ signal }) => request<InboundPage<IntegrationRow>>(`${BASE}?page_size=100`, { signal }),
    refetchInterval: REFRESH_MS,
  })
}

export function useIntegration(id: string) {
  return useQuery({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => request<IntegrationRow>(`${BASE}${encodeURIComponent(id)}/`, { signal }),
    refetchInterval: REFRESH_MS,
  })
}

export function useKinds() {
  return useQuery({
    queryKey: [...KEY, 'kinds'],
    queryFn: ({ signal }) => request<InboundPage<IntegrationKindRow>>(`${BASE}kinds/`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Names to choose the service from. */
export function useServiceNames() {
  return useQuery({
    queryKey: ['services', 'names'],
    queryFn: ({ signal }) => request<InboundPage<{ id: string; name: string }>>('/api/v1/services/?page_size=100', { signal }),
  })
}

export function useDeliveries(integration: string, page: number) {
  return useQuery({
    queryKey: [...KEY, 'deliveries', integration, page],
    queryFn: ({ signal }) =>
      request<InboundPage<InboundDeliveryRow>>(`${BASE}${integration}/deliveries/?page=${page}&page_size=${PAGE_SIZE}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

export function useDelivery(integration: string, id: number) {
  return useQuery({
    queryKey: [...KEY, 'delivery', integration, id],
    queryFn: ({ signal }) => request<InboundDeliveryAnswer>(`${BASE}${integration}/deliveries/${id}/`, { signal }),
  })
}

export function addIntegration(client: QueryClient, body: IntegrationRequest): Promise<NewIntegrationAnswer> {
  return changing(client, () => request<NewIntegrationAnswer>(BASE, { method: 'POST', body }))
}

export function changeIntegration(client: QueryClient, id: string, body: IntegrationChangeRequest): Promise<IntegrationRow> {
  return changing(client, () => request<IntegrationRow>(`${BASE}${id}/`, { method: 'PATCH', body }))
}

export function rotateToken(client: QueryClient, id: string): Promise<NewIntegrationAnswer> {
  return changing(client, () => request<NewIntegrationAnswer>(`${BASE}${id}/rotate/`, { method: 'POST' }))
}

export async function removeIntegration(client: QueryClient, id: string): Promise<void> {
  await request(`${BASE}${id}/`, { method: 'DELETE' })
  // What is shown of it is left before it is asked for again.
  await client.invalidateQueries({ queryKey: [...KEY, 'list'] })
}

export function replay(client: QueryClient, integration: string, id: number): Promise<InboundDeliveryAnswer> {
  return changing(client, () => request<InboundDeliveryAnswer>(`${BASE}${integration}/deliveries/${id}/replay/`, { method: 'POST' }))
}

async function changing<T>(client: QueryClient, work: () => Promise<T>): Promise<T> {
  const answer = await work()
  await client.invalidateQueries({ queryKey: KEY })
  return answer
}
