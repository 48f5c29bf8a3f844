import type { MaintenanceAnswer, MaintenanceRequest, MaintenanceRow, SilencesAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { useHosts } from '../hosts/queries.ts'
import { useRules } from '../rules/queries.ts'

const WINDOWS = ['maintenance'] as const
const SILENCES = ['silences'] as const
const EVERY = 30_000

export function useWindows() {
  return useQuery({
    queryKey: WINDOWS,
    queryFn: ({ signal }) => request<MaintenanceAnswer>('/api/maintenance', { signal }),
    refetchInterval: EVERY,
  })
}

export function useSilences() {
  return useQuery({
    queryKey: SILENCES,
    queryFn: ({ signal }) => request<SilencesAnswer>('/api/silences', { signal }),
    refetchInterval: EVERY,
  })
}

/** What a window or silence can be about: empty lists until they are known. */
export function useSubjects() {
  return { hosts: useHosts().data?.hosts ?? [], rules: useRules().data?.rules ?? [] }
}

/** A new window without an id, else the change of one. */
export async function saveWindow(client: QueryClient, id: number | null, body: MaintenanceRequest): Promise<MaintenanceRow> {
  return changing(client, () =>
    id === null
      ? request<MaintenanceRow>('/api/maintenance', { method: 'POST', body })
      : request<MaintenanceRow>(`/api/maintenance/${id}`, { method: 'PUT', body }),
  )
}

export async function deleteWindow(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/maintenance/${id}`, { method: 'DELETE' }))
}

export async function endSilence(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/silences/${id}`, { method: 'DELETE' }))
}

/** The lists are asked for anew also after a refusal: they say what others did meanwhile. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    for (const queryKey of [WINDOWS, SILENCES, ['alerts']]) void client.invalidateQueries({ queryKey })
  }
}
