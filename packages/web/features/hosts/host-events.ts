import type { HostEventsAnswer } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const EVERY = 30_000
const MOST = 500

export type HostEvent = HostEventsAnswer['events'][number]

/** What happened to a host beside its alerts, newest first. */
export function useHostEvents(host: number) {
  return useQuery({
    queryKey: ['host', host, 'events'],
    queryFn: ({ signal }) => request<HostEventsAnswer>(`/api/hosts/${host}/events?limit=${MOST}`, { signal }),
    select: (answer) => answer.events,
    refetchInterval: EVERY,
  })
}
