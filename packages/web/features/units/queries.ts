import type { HostUnitsAnswer, TimersAnswer } from '@hyperion/wire/web'
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

/** When the timers of a host go off. */
export function useTimers(host: number) {
  return useQuery({
    queryKey: ['host', host, 'timers'],
    queryFn: ({ signal }) => request<TimersAnswer>(`/api/hosts/${host}/timers`, { signal }),
    refetchInterval: EVERY,
    retry: false,
  })
}
