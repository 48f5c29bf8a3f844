import type { GroupId } from '@hyperion/wire/metrics'
import type { HostAnswer, SeriesAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { type Frame, frameOfAnswer } from '../../charts/frame.ts'
import type { Summary } from './compare-series.ts'

const POINTS = 400
const FACTS_EVERY = 60_000

export interface ComparedQuery {
  readonly hosts: readonly number[]
  readonly group: GroupId
  readonly instance: string
  readonly metrics: readonly string[]
  /** Names the window: windows that follow now keep one entry in the cache. */
  readonly windowKey: string
  readonly window: { readonly from: number; readonly to: number }
  readonly refetchEvery: number | false
  readonly enabled: boolean
}

interface StatisticsAnswer {
  readonly metrics: readonly { readonly metric: string; readonly statistics: Summary | null }[]
}

export interface HostHistory {
  readonly frame: Frame
  /** Exact, by metric. */
  readonly statistics: ReadonlyMap<string, Summary | null>
}

/** The same figures of several hosts over the same time. */
export function useHistories({ hosts, group, instance, metrics, windowKey, window, refetchEvery, enabled }: ComparedQuery) {
  return useQueries({
    queries: hosts.map((host) => ({
      queryKey: ['compare', host, group, instance, windowKey],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<HostHistory> => {
        const range = { from: String(Math.floor(window.from)), to: String(Math.ceil(window.to)) }
        const query = new URLSearchParams({ group, instance, metrics: metrics.join(), ...range })
        const [series, statistics] = await Promise.all([
          request<SeriesAnswer>(`/api/hosts/${host}/series?${query}&points=${POINTS}`, { signal }),
          request<StatisticsAnswer>(`/api/hosts/${host}/statistics?${query}`, { signal }),
        ])
        return { frame: frameOfAnswer(series), statistics: new Map(statistics.metrics.map((each) => [each.metric, each.statistics])) }
      },
      refetchInterval: refetchEvery,
      placeholderData: keepPreviousData,
      enabled,
    })),
  })
}

/** What several hosts are and have history of. */
export function useFacts(hosts: readonly number[]) {
  return useQueries({
    queries: hosts.map((host) => ({
      queryKey: ['host', host, 'facts'],
      queryFn: ({ signal }: { signal: AbortSignal }) => request<HostAnswer>(`/api/hosts/${host}`, { signal }),
      staleTime: FACTS_EVERY,
    })),
  })
}
