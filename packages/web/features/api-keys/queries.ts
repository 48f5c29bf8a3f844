import type { ApiKeyRequest, ApiKeysAnswer, NewApiKeyAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const API_KEYS = ['api-keys'] as const

export function useApiKeys() {
  return useQuery({
    queryKey: API_KEYS,
    queryFn: ({ signal }) => request<ApiKeysAnswer>('/api/api-keys', { signal }),
    refetchInterval: 60_000,
  })
}

export async function createKey(client: QueryClient, body: ApiKeyRequest): Promise<NewApiKeyAnswer> {
  return await changing(client, () => request<NewApiKeyAnswer>('/api/api-keys', { method: 'POST', body }))
}

export async function removeKey(client: QueryClient, id: string): Promise<void> {
  await changing(client, () => request(`/api/api-keys/${id}`, { method: 'DELETE' }))
}

/** The list is asked for anew also after a refusal: it says what others did meanwhile. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey: API_KEYS })
  }
}
