import type {
  NewReceiverAnswer,
  ReceiverRow,
  ReceiversAnswer,
  ScrapeTargetChangeRequest,
  ScrapeTargetRequest,
  ScrapeTargetRow,
  ScrapeTargetsAnswer,
} from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const TARGETS = ['scrape-targets'] as const
const RECEIVERS = ['remote-write-receivers'] as const
/** How targets and receivers are changes by itself. */
const REFRESH_MS = 15_000

export function useTargets() {
  return useQuery({
    queryKey: TARGETS,
    queryFn: ({ signal }) => request<ScrapeTargetsAnswer>('/api/scrape-targets', { signal }),
    refetchInterval: REFRESH_MS,
  })
}

export function useReceivers() {
  return useQuery({
    queryKey: RECEIVERS,
    queryFn: ({ signal }) => request<ReceiversAnswer>('/api/remote-write-receivers', { signal }),
    refetchInterval: REFRESH_MS,
  })
}

export function addTarget(client: QueryClient, body: ScrapeTargetRequest): Promise<ScrapeTargetRow> {
  return changing(client, TARGETS, () => request<ScrapeTargetRow>('/api/scrape-targets', { method: 'POST', body }))
}

export function changeTarget(client: QueryClient, host: number, body: ScrapeTargetChangeRequest): Promise<ScrapeTargetRow> {
  return changing(client, TARGETS, () => request<ScrapeTargetRow>(`/api/scrape-targets/${host}`, { method: 'PUT', body }))
}

export async function deleteTarget(client: QueryClient, { host, name }: ScrapeTargetRow): Promise<void> {
  const confirm = new URLSearchParams({ confirm: name })
  await changing(client, TARGETS, () => request(`/api/scrape-targets/${host}?${confirm}`, { method: 'DELETE' }))
}

export function addReceiver(client: QueryClient, body: { name: string; new_hosts: boolean }): Promise<NewReceiverAnswer> {
  return changing(client, RECEIVERS, () => request<NewReceiverAnswer>('/api/remote-write-receivers', { method: 'POST', body }))
}

export async function changeReceiver(client: QueryClient, id: number, body: { name?: string; new_hosts?: boolean }): Promise<void> {
  const changed = await changing(client, RECEIVERS, () =>
    request<ReceiverRow>(`/api/remote-write-receivers/${id}`, { method: 'PUT', body }),
  )
  client.setQueryData<ReceiversAnswer>(RECEIVERS, (before) =>
    before ? { receivers: before.receivers.map((each) => (each.id === id ? changed : each)) } : before,
  )
}

export function renewToken(client: QueryClient, id: number): Promise<NewReceiverAnswer> {
  return changing(client, RECEIVERS, () => request<NewReceiverAnswer>(`/api/remote-write-receivers/${id}/token`, { method: 'POST' }))
}

export async function removeReceiver(client: QueryClient, id: number): Promise<void> {
  await changing(client, RECEIVERS, () => request(`/api/remote-write-receivers/${id}`, { method: 'DELETE' }))
}

export async function letInAgain(client: QueryClient, instance: number): Promise<void> {
  await changing(client, RECEIVERS, () => request(`/api/remote-write-receivers/instances/${instance}`, { method: 'DELETE' }))
}

/** Both lists, and that of the hosts, are asked for anew also after a refusal: they say what others did meanwhile. */
async function changing<T>(client: QueryClient, queryKey: readonly string[], change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey })
    void client.invalidateQueries({ queryKey: ['hosts'] })
  }
}
