import type { FleetAnswer, FleetRow } from '@hyperion/wire/fleet'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { request } from '../../app/api.ts'
import { useConnection, useFleetUpdates } from '../../live/feed.tsx'
import { FleetStore } from './fleet-store.ts'

/** Changes are told live; this is for those that were missed. */
const EVERY = 60_000

const store = new FleetStore()

export interface FleetState {
  readonly rows: readonly FleetRow[]
  /** The hub has told; afterwards rows stay, whatever fails. */
  readonly known: boolean
  readonly skew: number
  readonly error: Error | null
  retry(): void
}

/** All hosts as they are now; the component renders with every change of them, at most once a second. */
export function useFleet(): FleetState {
  const { state } = useConnection()
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  useFleetUpdates((update) => store.apply(update))
  const query = useQuery({
    queryKey: ['fleet'],
    queryFn: async ({ signal }) => {
      await store.refresh((since) => request<FleetAnswer>(`/api/fleet${since === null ? '' : `?since=${since}`}`, { signal }))
      return true
    },
    refetchInterval: EVERY,
  })
  const { refetch } = query
  const opened = useRef(false)
  useEffect(() => {
    if (state !== 'open') return
    // What changed before the hub was asked to tell of changes.
    if (opened.current) void refetch()
    opened.current = true
  }, [state, refetch])
  return { rows: snapshot.rows, known: snapshot.version !== null, skew: snapshot.skew, error: query.error, retry: () => void refetch() }
}
