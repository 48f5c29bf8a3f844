import type { UnitsAnswer } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const EVERY = 15_000

export function useUnits(enabled: boolean) {
  return useQuery({
    queryKey: ['host', 1, 'units'],
    queryFn: ({ signal }) => request<UnitsAnswer>('/api/services', { signal }),
    refetchInterval: EVERY,
    enabled,
  })
}
