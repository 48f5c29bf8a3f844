import type { SignInsAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const SIGN_INS = ['sign-ins'] as const

export function useSignIns() {
  return useQuery({
    queryKey: SIGN_INS,
    queryFn: ({ signal }) => request<SignInsAnswer>('/api/sessions', { signal }),
    refetchInterval: 60_000,
  })
}

export async function endSignIn(client: QueryClient, id: string): Promise<void> {
  await changing(client, `/api/sessions/${id}`)
}

export async function endOtherSignIns(client: QueryClient): Promise<void> {
  await changing(client, '/api/sessions')
}

/** The list is asked for anew also after a refusal: one may have ended meanwhile. */
async function changing(client: QueryClient, path: string): Promise<void> {
  try {
    await request(path, { method: 'DELETE' })
  } finally {
    void client.invalidateQueries({ queryKey: SIGN_INS })
  }
}
