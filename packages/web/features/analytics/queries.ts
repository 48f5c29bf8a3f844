import type { AnalyticsPeriod, IncidentSummaryAnswer, IncidentsByServiceAnswer, IncidentTrendsAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const EVERY_MS = 60_000

function useMetrics<T>(name: string, period: AnalyticsPeriod) {
  return useQuery({
    queryKey: ['incidents', 'metrics', name, period],
    queryFn: ({ signal }) => request<T>(`/api/v1/metrics/${name}/?period=${period}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  })
}

export function useIncidentSummary(period: AnalyticsPeriod) {
  return useMetrics<IncidentSummaryAnswer>('summary', period)
}

export function useIncidentTrends(period: AnalyticsPeriod) {
  return useMetrics<IncidentTrendsAnswer>('trends', period)
}

export function useIncidentsByService(period: AnalyticsPeriod) {
  return useMetrics<IncidentsByServiceAnswer>('by-service', period)
}

export function exportAddress(period: AnalyticsPeriod): string {
  return `/api/v1/metrics/export/?format=csv&period=${period}`
}
