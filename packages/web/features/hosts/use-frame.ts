import { type GroupId, metricsOf } from '@hyperion/wire/metrics'
import { useMemo } from 'react'
import { bucketFrame, EMPTY_FRAME, type Frame, frameOfRing, mergeFrames } from '../../charts/frame.ts'
import type { ChartWindow } from '../../charts/window.ts'
import { useLive } from '../../live/feed.tsx'
import { usePreferences } from '../preferences/queries.ts'
import { useHistory } from './queries.ts'
import { RANGE_MS } from './url-state.ts'
import { useView } from './view.tsx'

export interface FrameState {
  readonly frame: Frame
  readonly window: ChartWindow
  readonly status: 'loading' | 'ready' | 'failed'
  readonly error: Error | null
  readonly damaged: boolean
  retry(): void
}

const COUNTERS: Partial<Record<GroupId, ReadonlySet<string>>> = {}

function countersOf(group: GroupId): ReadonlySet<string> {
  COUNTERS[group] ??= new Set(metricsOf(group).flatMap((metric) => (metric.kind === 'counter' ? [metric.id.slice(group.length + 1)] : [])))
  return COUNTERS[group]
}

/** One series over the window shown: its history, and what came live since. */
export function useFrame(group: GroupId, instance: string): FrameState {
  const view = useView()
  const store = useLive(view.host)
  const { range, zoom } = view.state
  const { own, refresh_interval_seconds: seconds } = usePreferences()
  const history = useHistory({
    host: view.host,
    group,
    instance,
    windowKey: zoom ? `${zoom.from}-${zoom.to}` : range,
    window: view.window,
    refetchEvery: refetchEvery(range, zoom !== null, own ? seconds * 1_000 : null),
    enabled: true,
  })
  const window = view.window()
  const stored = history.data?.frame ?? EMPTY_FRAME
  const ring = store.ring(group, instance)
  const newest = store.latest?.at ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: a ring changes in place; `newest` tells when
  const frame = useMemo(() => {
    if (!ring || window.to < ring.time(0)) return mergeFrames(stored, EMPTY_FRAME)
    const live = frameOfRing(ring, group, window.from)
    return mergeFrames(stored, stored.bucket > 1_000 ? bucketFrame(live, stored.bucket, countersOf(group)) : live)
  }, [stored, ring, newest, group, window.from])
  return {
    frame,
    window,
    status: frame.times.length > 0 ? 'ready' : history.isPending ? 'loading' : history.isError ? 'failed' : 'ready',
    error: history.error,
    damaged: history.data?.damaged ?? false,
    retry: () => void history.refetch(),
  }
}

/** Short ranges are kept whole by the live feed; longer ones gain a point no faster than this, unless the user wants otherwise. */
function refetchEvery(range: keyof typeof RANGE_MS | 'all', zoomed: boolean, wanted: number | null): number | false {
  if (zoomed || range === '15m' || range === '1h') return false
  if (wanted !== null) return wanted
  return range === 'all' ? 300_000 : Math.min(300_000, Math.max(60_000, RANGE_MS[range] / 720))
}
