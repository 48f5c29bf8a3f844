import type {
  HostsAnswer,
  MaintenanceAnswer,
  MaintenanceRequest,
  MaintenanceRow,
  RuleMetricsAnswer,
  RulesAnswer,
  SilencesAnswer,
} from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

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
  const hosts = useQuery({ queryKey: ['hosts'], queryFn: ({ signal }) => request<HostsAnswer>('/api/hosts', { signal }) })
  const rules = useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => request<RulesAnswer>('/api/rules', { signal }) })
  const metrics = useQuery({
    queryKey: ['rules', 'metrics'],
    queryFn: ({ signal }) => request<RuleMetricsAnswer>('/api/rules/metrics', { signal }),
  })
  return { hosts: hosts.data?.hosts ?? [], rules: rules.data?.rules ?? [], tags: metrics.data?.tags ?? [] }
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
