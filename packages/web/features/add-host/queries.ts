import type { EnrolmentTokensAnswer, NewEnrolmentTokenAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const TOKENS = ['enrolment-tokens'] as const
/** While somebody waits for a host; otherwise seldom. */
const WAITING_MS = 2_000
const SELDOM_MS = 30_000

export function useTokens(waiting: boolean) {
  return useQuery({
    queryKey: TOKENS,
    queryFn: ({ signal }) => request<EnrolmentTokensAnswer>('/api/enrolment-tokens', { signal }),
    refetchInterval: waiting ? WAITING_MS : SELDOM_MS,
  })
}

export async function makeToken(client: QueryClient, body: { label: string; minutes: number }): Promise<NewEnrolmentTokenAnswer> {
  const made = await request<NewEnrolmentTokenAnswer>('/api/enrolment-tokens', { method: 'POST', body })
  void client.invalidateQueries({ queryKey: TOKENS })
  return made
}

export async function revokeToken(client: QueryClient, id: number): Promise<void> {
  try {
    await request(`/api/enrolment-tokens/${id}`, { method: 'DELETE' })
  } finally {
    void client.invalidateQueries({ queryKey: TOKENS })
  }
}
