import type { BusiestAnswer, HostProcessesAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import type { ChartWindow } from '../../charts/window.ts'
import { HUB_HOST } from '../hosts/queries.ts'

/** The hub's own machine tells at any moment, others once a minute. */
const LIVE_EVERY = 2_000
const SNAPSHOT_EVERY = 15_000
const BUSIEST_EVERY = 60_000

export type ProcessSort = 'cpu' | 'memory'
export type ProcessRow = HostProcessesAnswer['processes'][number]

interface Wanted {
  readonly host: number
  /** Null for now. */
  readonly at: number | null
  readonly sort: ProcessSort
  readonly limit: number
  /** Whether to go on asking. */
  readonly follow: boolean
}

export function useProcesses({ host, at, sort, limit, follow }: Wanted) {
  const every = host === HUB_HOST ? LIVE_EVERY : SNAPSHOT_EVERY
  return useQuery({
    queryKey: ['host', host, 'processes', at, sort, limit],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ sort, limit: String(limit), ...(at !== null && { at: String(at) }) })
      return request<HostProcessesAnswer>(`/api/hosts/${host}/processes?${query}`, { signal })
    },
    refetchInterval: follow && at === null ? every : false,
    placeholderData: keepPreviousData,
  })
}

export function useBusiest(host: number, window: () => ChartWindow, windowKey: string, follow: boolean) {
  return useQuery({
    queryKey: ['host', host, 'busiest', windowKey],
    queryFn: ({ signal }) => {
      const { from, to } = window()
      const query = new URLSearchParams({ from: String(Math.floor(from)), to: String(Math.ceil(to)), limit: '30' })
      return request<BusiestAnswer>(`/api/hosts/${host}/processes/busiest?${query}`, { signal })
    },
    refetchInterval: follow ? BUSIEST_EVERY : false,
    placeholderData: keepPreviousData,
  })
}
