import type { GroupId } from '@hyperion/wire/metrics'
import type { ForecastAnswer, HostAnswer, HostSummary, HostsAnswer, SeriesAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { type Frame, frameOfAnswer } from '../../charts/frame.ts'

/** The hub's own machine. */
export const HUB_HOST = 1
const FACTS_EVERY = 30_000
/** As many points as a wide chart has pixels to tell apart. */
const POINTS = 720

export function useHosts() {
  return useQuery({
    queryKey: ['hosts'],
    queryFn: ({ signal }) => request<HostsAnswer>('/api/hosts', { signal }),
    staleTime: 60_000,
  })
}

export function useHost(id: number) {
  return useQuery({
    queryKey: ['host', id, 'facts'],
    queryFn: ({ signal }) => request<HostAnswer>(`/api/hosts/${id}`, { signal }),
    refetchInterval: FACTS_EVERY,
  })
}

/** What is known of a host before it has told anything; undefined until then, and for one that is not there. */
export function useHostSummary(id: number): HostSummary | undefined {
  const facts = useHost(id).data
  const listed = useHosts().data?.hosts.find((host) => host.id === id)
  return facts ?? listed
}

/** When each file system of a host will be full. */
export function useForecast(id: number, enabled: boolean) {
  return useQuery({
    queryKey: ['host', id, 'forecast'],
    queryFn: ({ signal }) => request<ForecastAnswer>(`/api/hosts/${id}/forecast`, { signal }),
    select: (answer) => answer.file_systems,
    refetchInterval: 300_000,
    enabled,
  })
}

export interface HistoryAnswer {
  readonly frame: Frame
  readonly damaged: boolean
}

export interface HistoryRequest {
  readonly host: number
  readonly group: GroupId
  readonly instance: string
  /** Names the window: windows that follow now keep one entry in the cache. */
  readonly windowKey: string
  readonly window: () => { readonly from: number; readonly to: number }
  readonly refetchEvery: number | false
  readonly enabled: boolean
}

export function useHistory({ host, group, instance, windowKey, window, refetchEvery, enabled }: HistoryRequest) {
  return useQuery({
    queryKey: ['host', host, 'series', group, instance, windowKey],
    queryFn: async ({ signal }): Promise<HistoryAnswer> => {
      const { from, to } = window()
      const query = new URLSearchParams({
        group,
        instance,
        from: String(Math.floor(from)),
        to: String(Math.ceil(to)),
        points: String(POINTS),
      })
      const answer = await request<SeriesAnswer>(`/api/hosts/${host}/series?${query}`, { signal })
      return { frame: frameOfAnswer(answer), damaged: answer.damaged }
    },
    refetchInterval: refetchEvery,
    placeholderData: keepPreviousData,
    enabled,
  })
}
