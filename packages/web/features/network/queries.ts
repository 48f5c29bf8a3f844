import type { NetworkAnswer, SocketsAnswer } from '@hyperion/wire/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const STATE_MS = 10_000
/** All connections of a busy server are megabytes. */
const SOCKETS_MS = { listening: 5_000, connected: 10_000, all: 10_000 } as const

/** Read on the host at each call. */
export function useNetwork(host: number, enabled: boolean) {
  return useQuery({
    queryKey: ['host', host, 'network'],
    queryFn: ({ signal }) => request<NetworkAnswer>(`/api/hosts/${host}/network`, { signal }),
    refetchInterval: STATE_MS,
    retry: false,
    enabled,
  })
}

/** Read on the host at each call. */
export function useSockets(host: number, which: keyof typeof SOCKETS_MS, enabled: boolean) {
  return useQuery({
    queryKey: ['host', host, 'sockets', which],
    queryFn: ({ signal }) => request<SocketsAnswer>(`/api/hosts/${host}/sockets?which=${which}`, { signal }),
    refetchInterval: SOCKETS_MS[which],
    placeholderData: keepPreviousData,
    retry: false,
    enabled,
  })
}
