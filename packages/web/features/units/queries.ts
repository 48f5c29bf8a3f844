import type { HostUnitsAnswer } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const EVERY = 15_000

export function useUnits(host: number) {
  return useQuery({
    queryKey: ['host', host, 'units'],
    queryFn: ({ signal }) => request<HostUnitsAnswer>(`/api/hosts/${host}/units`, { signal }),
    refetchInterval: EVERY,
  })
}
