import type {
  ReportRequest,
  ReportRow,
  ReportRunRow,
  ReportScheduleRequest,
  ReportScheduleRow,
  ReportSchedulesAnswer,
  ReportsAnswer,
} from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const REPORTS = ['reports'] as const
const SCHEDULES = ['report-schedules'] as const
const EVERY = 15_000
/** While something is being made. */
const BUSY_EVERY = 1_000

export function isUnderWay({ status }: Pick<ReportRow, 'status'>): boolean {
  return status === 'pending' || status === 'generating'
}

export function useReports() {
  return useQuery({
    queryKey: REPORTS,
    queryFn: ({ signal }) => request<ReportsAnswer>('/api/reports', { signal }),
    select: (answer) => answer.reports,
    refetchInterval: ({ state }) => (state.data?.reports.some(isUnderWay) ? BUSY_EVERY : EVERY),
    staleTime: 0,
  })
}

export function useSchedules() {
  return useQuery({
    queryKey: SCHEDULES,
    queryFn: ({ signal }) => request<ReportSchedulesAnswer>('/api/report-schedules', { signal }),
    refetchInterval: ({ state }) => (state.data?.schedules.some(({ last_run }) => last_run?.status === 'open') ? 2_000 : EVERY),
  })
}

export async function askForReports(client: QueryClient, body: ReportRequest): Promise<ReportsAnswer> {
  return changing(client, () => request<ReportsAnswer>('/api/reports', { method: 'POST', body }))
}

export async function deleteReport(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/reports/${id}`, { method: 'DELETE' }))
}

/** A new schedule without an id, else the change of one. */
export async function saveSchedule(client: QueryClient, id: number | null, body: ReportScheduleRequest): Promise<ReportScheduleRow> {
  return changing(client, () =>
    id === null
      ? request<ReportScheduleRow>('/api/report-schedules', { method: 'POST', body })
      : request<ReportScheduleRow>(`/api/report-schedules/${id}`, { method: 'PUT', body }),
  )
}

export async function deleteSchedule(client: QueryClient, id: number): Promise<void> {
  await changing(client, () => request(`/api/report-schedules/${id}`, { method: 'DELETE' }))
}

export async function sendNow(client: QueryClient, id: number): Promise<ReportRunRow> {
  return changing(client, () => request<ReportRunRow>(`/api/report-schedules/${id}/run`, { method: 'POST' }))
}

/** The lists are asked for anew also after a refusal: they say what others did meanwhile. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    await Promise.all([REPORTS, SCHEDULES].map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
