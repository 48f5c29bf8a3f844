import { DEFAULT_THRESHOLDS, type Thresholds } from '@hyperion/wire/thresholds'
import type { ThresholdsAnswer, ThresholdsRequest } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const THRESHOLDS = ['thresholds'] as const
const EVERY = 60_000

export function useThresholdsAnswer() {
  return useQuery({
    queryKey: THRESHOLDS,
    queryFn: ({ signal }) => request<ThresholdsAnswer>('/api/thresholds', { signal }),
    refetchInterval: EVERY,
    staleTime: EVERY,
  })
}

/** The limits in force; the defaults until the hub has said. */
export function useThresholds(): Thresholds {
  return useThresholdsAnswer().data?.thresholds ?? DEFAULT_THRESHOLDS
}

export async function saveThresholds(client: QueryClient, body: ThresholdsRequest): Promise<ThresholdsAnswer> {
  await client.cancelQueries({ queryKey: THRESHOLDS })
  const answer = await request<ThresholdsAnswer>('/api/thresholds', { method: 'PUT', body })
  client.setQueryData<ThresholdsAnswer>(THRESHOLDS, answer)
  return answer
}
