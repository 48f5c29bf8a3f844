import type { GroupId } from '@hyperion/wire/metrics'
import type { HostAnswer, HostsAnswer, SeriesAnswer } from '@hyperion/wire/web'
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
