import type {
  FeedAnswer,
  OnCallPersonRow,
  OnCallRow,
  OnCallScheduleRequest,
  OnCallScheduleRow,
  OverrideRequestBody,
  OverrideRow,
  PageAnswer,
  ShiftsAnswer,
} from '@hyperion/wire/web'
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const ON_CALL = ['on-call'] as const
const SCHEDULES = '/api/v1/schedules/'
const EVERY = 30_000

export interface Range {
  readonly from: number
  readonly to: number
}

export function useOnCallNow() {
  return useQuery({
    queryKey: [...ON_CALL, 'now'],
    queryFn: ({ signal }) => everyPage<OnCallRow>('/api/v1/on-call/', signal),
    refetchInterval: EVERY,
  })
}

export function useOnCallPeople() {
  return useQuery({
    queryKey: [...ON_CALL, 'people'],
    queryFn: ({ signal }) => everyPage<OnCallPersonRow>('/api/v1/on-call/people/', signal),
    staleTime: EVERY,
  })
}

export function useSchedule(id: string) {
  return useQuery({
    queryKey: [...ON_CALL, 'schedule', id],
    queryFn: ({ signal }) => request<OnCallScheduleRow>(`${SCHEDULES}${encodeURIComponent(id)}/`, { signal }),
  })
}

export function useShifts(id: string, { from, to }: Range) {
  const query = new URLSearchParams({ from: isoOf(from), to: isoOf(to) })
  return useQuery({
    queryKey: [...ON_CALL, 'shifts', id, from, to],
    queryFn: ({ signal }) => request<ShiftsAnswer>(`${SCHEDULES}${encodeURIComponent(id)}/shifts/?${query}`, { signal }),
    refetchInterval: EVERY,
    placeholderData: (before, query) => (query?.queryKey[2] === id ? before : undefined),
  })
}

/** Shifts of a schedule that is not saved; none for null. */
export function usePreview(schedule: OnCallScheduleRequest | null, { from, to }: Range) {
  return useQuery({
    enabled: schedule !== null,
    queryKey: [...ON_CALL, 'preview', JSON.stringify(schedule), from, to],
    queryFn: ({ signal }) =>
      request<ShiftsAnswer>(`${SCHEDULES}preview/`, { method: 'POST', body: { ...schedule, from: isoOf(from), to: isoOf(to) }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export function useOverrides(id: string) {
  return useQuery({
    queryKey: [...ON_CALL, 'overrides', id],
    queryFn: ({ signal }) => everyPage<OverrideRow>(`${SCHEDULES}${encodeURIComponent(id)}/overrides/`, signal),
    refetchInterval: EVERY,
  })
}

/** A new schedule without an id, else the change of one. */
export async function saveSchedule(client: QueryClient, id: string | null, body: OnCallScheduleRequest): Promise<OnCallScheduleRow> {
  return changing(client, () =>
    id === null
      ? request<OnCallScheduleRow>(SCHEDULES, { method: 'POST', body })
      : request<OnCallScheduleRow>(`${SCHEDULES}${id}/`, { method: 'PUT', body }),
  )
}

export async function deleteSchedule(client: QueryClient, id: string): Promise<void> {
  await changing(client, () => request(`${SCHEDULES}${id}/`, { method: 'DELETE' }))
}

export async function addOverride(client: QueryClient, id: string, body: OverrideRequestBody): Promise<OverrideRow> {
  return changing(client, () => request<OverrideRow>(`${SCHEDULES}${id}/overrides/`, { method: 'POST', body }))
}

export async function removeOverride(client: QueryClient, id: string, override: number): Promise<void> {
  await changing(client, () => request(`${SCHEDULES}${id}/overrides/${override}/`, { method: 'DELETE' }))
}

export async function makeFeed(id: string): Promise<string> {
  return (await request<FeedAnswer>(`${SCHEDULES}${id}/feed/`, { method: 'POST' })).url
}

export function isoOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** All that is asked for anew also after a refusal: it says what others did meanwhile. */
async function changing<T>(client: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } finally {
    void client.invalidateQueries({ queryKey: ON_CALL })
  }
}

const PAGE = 100

async function everyPage<Row>(path: string, signal: AbortSignal): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; page++) {
    const { next, results } = await request<PageAnswer<Row>>(`${path}?page_size=${PAGE}&page=${page}`, { signal })
    rows.push(...results)
    if (next === null) return rows
  }
}
