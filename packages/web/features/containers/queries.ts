import type { ContainersAnswer, SeriesAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const EVERY = 10_000
const SPARK_EVERY = 60_000
const SPARK_MS = 15 * 60_000
const SPARK_POINTS = 60

export function useContainers(host: number) {
  return useQuery({
    queryKey: ['host', host, 'containers'],
    queryFn: ({ signal }) => request<ContainersAnswer>(`/api/hosts/${host}/containers`, { signal }),
    refetchInterval: EVERY,
  })
}

/** CPU of one container lately, in as few points as a small line has room for. */
export function useRecentCpu(host: number, name: string, now: () => number, enabled: boolean) {
  return useQuery({
    queryKey: ['host', host, 'series', 'container', name, 'recent'],
    queryFn: async ({ signal }) => {
      const to = Math.ceil(now())
      const query = new URLSearchParams({
        group: 'container',
        instance: name,
        metrics: 'container.cpu',
        from: String(to - SPARK_MS),
        to: String(to),
        points: String(SPARK_POINTS),
      })
      const { times, columns } = await request<SeriesAnswer>(`/api/hosts/${host}/series?${query}`, { signal })
      return { times, values: [...(columns[0]?.values ?? [])], window: { from: to - SPARK_MS, to } }
    },
    refetchInterval: SPARK_EVERY,
    placeholderData: keepPreviousData,
    enabled,
  })
}
