import type { SignalName } from '@hyperion/wire/actions'
import type { ActionAnswer, ProcessDetailAnswer, ProcessFilesAnswer, ProcessHistoryAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ApiError, request } from '../../app/api.ts'

const LOOK_MS = 5_000
const HISTORY_MS = 60_000

export interface Which {
  readonly host: number
  readonly pid: number
  /** Epoch ms. */
  readonly startedAt: number
}

const urlOf = ({ host, pid }: Which, more = ''): string => `/api/hosts/${host}/processes/${pid}${more}`

export function useProcessDetail(which: Which) {
  return useQuery({
    queryKey: ['host', which.host, 'process', which.pid, which.startedAt],
    queryFn: ({ signal }) => request<ProcessDetailAnswer>(urlOf(which, `?started_at=${which.startedAt}`), { signal }),
    // One that is gone does not come back.
    refetchInterval: ({ state }) => (isGone(state.error) ? false : LOOK_MS),
    retry: false,
    placeholderData: keepPreviousData,
  })
}

export function isGone(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 409)
}

export function useProcessHistory(which: Which) {
  return useQuery({
    queryKey: ['host', which.host, 'process', which.pid, which.startedAt, 'history'],
    queryFn: ({ signal }) => request<ProcessHistoryAnswer>(urlOf(which, `/history?started_at=${which.startedAt}`), { signal }),
    refetchInterval: HISTORY_MS,
  })
}

export function useProcessFiles(which: Which, enabled: boolean) {
  return useQuery({
    queryKey: ['host', which.host, 'process', which.pid, which.startedAt, 'files'],
    queryFn: ({ signal }) => request<ProcessFilesAnswer>(urlOf(which, `/files?started_at=${which.startedAt}`), { signal }),
    enabled,
    retry: false,
  })
}

export function signalProcess(which: Which, body: { signal: SignalName; command: string; reason: string }): Promise<ActionAnswer> {
  return request(urlOf(which, '/signal'), { method: 'POST', body: { ...body, started_at: which.startedAt } })
}

export function reniceProcess(which: Which, body: { nice: number; command: string; reason: string }): Promise<ActionAnswer> {
  return request(urlOf(which, '/renice'), { method: 'POST', body: { ...body, started_at: which.startedAt } })
}
