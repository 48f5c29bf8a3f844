import type { HostEventsAnswer } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const EVERY = 30_000
const MOST = 500

export type HostEvent = HostEventsAnswer['events'][number]

/** Stays the same whenever it is asked for. */
export function keyOf({ id, action }: HostEvent): string {
  return action ? `action ${action.id}` : `event ${id}`
}

/** Where the history of a host shows one action. */
export function actionLink(host: number, action: string): string {
  return `/hosts/${host}/actions?action=${action}`
}

/** What happened to a host beside its alerts, newest first. */
export function useHostEvents(host: number) {
  return useQuery({
    queryKey: ['host', host, 'events'],
    queryFn: ({ signal }) => request<HostEventsAnswer>(`/api/hosts/${host}/events?limit=${MOST}`, { signal }),
    select: (answer) => answer.events,
    refetchInterval: EVERY,
  })
}
