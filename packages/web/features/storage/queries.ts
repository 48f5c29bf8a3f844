import type {
  HistoryStorageAnswer,
  HostStorageAnswer,
  RetentionAnswer,
  RetentionDays,
  RetentionPreviewAnswer,
  RetentionRequest,
} from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const STORAGE = ['storage'] as const
const EVERY = 30_000

export function useStorage() {
  return useQuery({
    queryKey: [...STORAGE, 'all'],
    queryFn: ({ signal }) => request<HistoryStorageAnswer>('/api/storage', { signal }),
    refetchInterval: EVERY,
  })
}

export function useHostStorage(host: number) {
  return useQuery({
    queryKey: [...STORAGE, host],
    queryFn: ({ signal }) => request<HostStorageAnswer>(`/api/hosts/${host}/storage`, { signal }),
    refetchInterval: EVERY,
  })
}

/** Of all hosts where none is given. */
function pathOf(host: number | null): string {
  return host === null ? '/api/retention' : `/api/hosts/${host}/retention`
}

/** Null for a host to go by the retention of all. */
export function previewRetention(host: number | null, days: RetentionDays | null): Promise<RetentionPreviewAnswer> {
  return request(`${pathOf(host)}/preview`, { method: 'POST', body: days ?? {} })
}

export async function saveRetention(client: QueryClient, host: number | null, days: RetentionDays | null): Promise<void> {
  // What it takes away was shown before.
  const body: RetentionRequest | null = days && { ...days, confirm: true }
  if (body) await request<RetentionAnswer>(pathOf(host), { method: 'PUT', body })
  else await request(`${pathOf(host)}?confirm=true`, { method: 'DELETE' })
  await client.invalidateQueries({ queryKey: STORAGE })
}
