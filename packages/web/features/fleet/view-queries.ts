import type { FleetViewRequest, FleetViewRow, FleetViewSettings, FleetViewsAnswer } from '@hyperion/wire/fleet'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const VIEWS = ['fleet-views'] as const

export function useFleetViews() {
  return useQuery({
    queryKey: VIEWS,
    queryFn: ({ signal }) => request<FleetViewsAnswer>('/api/fleet-views', { signal }),
    staleTime: 60_000,
  })
}

/** A new one where there is no id. */
export async function saveView(client: QueryClient, id: number | null, body: FleetViewRequest): Promise<FleetViewRow> {
  const saved = await request<FleetViewRow>(id === null ? '/api/fleet-views' : `/api/fleet-views/${id}`, {
    method: id === null ? 'POST' : 'PUT',
    body,
  })
  await client.invalidateQueries({ queryKey: VIEWS })
  return saved
}

export async function deleteView(client: QueryClient, id: number): Promise<void> {
  try {
    await request(`/api/fleet-views/${id}`, { method: 'DELETE' })
  } finally {
    await client.invalidateQueries({ queryKey: VIEWS })
  }
}

export function settingsOf({ search, states, tags, kinds, sort, descending, group, columns }: FleetViewRow): FleetViewSettings {
  return { search, states, tags, kinds, sort, descending, group, columns }
}
