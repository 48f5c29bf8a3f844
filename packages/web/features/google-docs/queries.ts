import type { GoogleDocsAnswer, GoogleDocsRequest, GoogleDocsTestAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const KEY = ['google-docs-settings'] as const
const URL = '/api/v1/google-docs/settings/'

export function useGoogleDocs() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<GoogleDocsAnswer>(URL, { signal }) })
}

export async function saveGoogleDocs(client: QueryClient, body: GoogleDocsRequest): Promise<GoogleDocsAnswer> {
  const saved = await request<GoogleDocsAnswer>(URL, { method: 'PUT', body })
  client.setQueryData(KEY, saved)
  return saved
}

export async function removeGoogleDocs(client: QueryClient): Promise<true> {
  await request(URL, { method: 'DELETE' })
  await client.invalidateQueries({ queryKey: KEY })
  return true
}

export function testGoogleDocs(): Promise<GoogleDocsTestAnswer> {
  return request<GoogleDocsTestAnswer>('/api/v1/google-docs/test/', { method: 'POST' })
}
