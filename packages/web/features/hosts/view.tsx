import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import { type SetURLSearchParams, useSearchParams } from 'react-router'
import { type ChartWindow, MIN_WINDOW } from '../../charts/window.ts'
import { useLiveStore } from '../../live/feed.tsx'
import { usePreferences } from '../preferences/queries.ts'
import { useHost } from './queries.ts'
import { DEFAULT_VIEW, parseView, RANGE_MS, type Range, toggle, type ViewState, windowOf, writeView } from './url-state.ts'

export interface View {
  readonly host: number
  readonly state: ViewState
  change(part: Partial<ViewState>): void
  /** The window shown at this moment. */
  window(): ChartWindow
  zoom(window: ChartWindow): void
  reset(): void
  isHidden(chart: string, series: string): boolean
  toggleSeries(chart: string, series: string): void
  togglePanel(panel: string): void
  /** Leaves a group of events out, or shows it again. */
  toggleEvents(group: string): void
}

const ViewContext = createContext<View | null>(null)

/** What the page shows, kept in the address. */
export function ViewProvider({ host, children }: { host: number; children: ReactNode }) {
  const [params, setParams] = useSearchParams()
  const store = useLiveStore(host)
  const facts = useHost(host).data
  const first = useMemo(
    () => facts?.series.reduce<number | null>((low, each) => Math.min(low ?? each.first, each.first), null) ?? null,
    [facts],
  )
  const preferences = usePreferences()
  const standard = preferences.own ? preferences.default_time_range : DEFAULT_VIEW.range
  const state = useMemo(() => parseView(params, standard), [params, standard])

  const change = useChange(params, setParams, standard)

  const view = useMemo<View>(() => {
    const now = () => Math.max(store.now(), store.latest?.at ?? 0)
    return {
      host,
      state,
      change,
      window: () => windowOf(state, state.zoom ? 0 : (store.latest?.at ?? store.now()), first),
      zoom: ({ from, to }) => {
        const end = Math.min(to, now())
        const start = Math.max(0, end - Math.max(MIN_WINDOW, to - from))
        if (to - from <= RANGE_MS['1y'] * 20) change({ zoom: { from: start, to: end } })
      },
      reset: () => change({ zoom: null }),
      isHidden: (chart, series) => state.hidden.has(`${chart}:${series}`),
      toggleSeries: (chart, series) => change((before) => ({ hidden: toggle(before.hidden, `${chart}:${series}`) })),
      togglePanel: (panel) => change((before) => ({ toggled: toggle(before.toggled, panel) })),
      toggleEvents: (group) => change((before) => ({ hiddenEvents: toggle(before.hiddenEvents, group) })),
    }
  }, [host, state, change, store, first])

  return <ViewContext value={view}>{children}</ViewContext>
}

type Change = (part: Partial<ViewState> | ((before: ViewState) => Partial<ViewState>)) => void

/**
 * Writes changes into the address. A second change in the same moment builds on the first, although that address is
 * not rendered yet; addresses from elsewhere (back, a link) replace what was built on.
 */
function useChange(params: URLSearchParams, setParams: SetURLSearchParams, standard: Range): Change {
  const newest = useRef(params)
  const written = useRef<string[]>([])
  useEffect(() => {
    const own = written.current.indexOf(params.toString())
    if (own < 0) newest.current = params
    written.current = own < 0 ? [] : written.current.slice(own + 1)
  }, [params])
  return useCallback(
    (part) => {
      const before = parseView(newest.current, standard)
      const changes = typeof part === 'function' ? part(before) : part
      newest.current = writeView({ ...before, ...changes }, newest.current, standard)
      written.current.push(newest.current.toString())
      setParams(newest.current, { replace: !('range' in changes || 'zoom' in changes || 'at' in changes), preventScrollReset: true })
    },
    [setParams, standard],
  )
}

export function useView(): View {
  const view = useContext(ViewContext)
  if (!view) throw new Error('no ViewProvider around this component')
  return view
}
