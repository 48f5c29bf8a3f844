import type { FleetRequest, LiveFleet } from '@hyperion/wire/fleet'
import type { LiveIncident, LiveNotification, WatchRequest } from '@hyperion/wire/live'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { browserClock } from './clock.ts'
import { type ConnectionStatus, LiveConnection } from './connection.ts'
import { LiveStore, parseLiveMessage } from './store.ts'

type NoticeListener = (notice: LiveNotification['data']) => void
type IncidentListener = (change: LiveIncident['data']) => void
type FleetListener = (update: LiveFleet['data']) => void

/** Queries whose answers may have changed unseen while the feed was away. */
const MISSED: ReadonlySet<unknown> = new Set(['host', 'alerts', 'fleet', 'incidents'])

/** Going from one page with all hosts to another is no reason to begin anew. */
const FLEET_LINGERS = 10_000

/** The live connection of this page and what it brought, by host. */
class LiveFeed {
  readonly connection: LiveConnection
  #stores = new Map<number, LiveStore>()
  #status: ConnectionStatus = { state: 'idle', lastReceived: null, stale: false }
  #listeners = new Set<() => void>()
  #noticeListeners = new Set<NoticeListener>()
  #incidentListeners = new Set<IncidentListener>()
  #fleetListeners = new Set<FleetListener>()
  #cancelGoodbye: (() => void) | null = null

  constructor(sessionEnded: () => Promise<boolean>) {
    this.connection = new LiveConnection({
      clock: browserClock,
      open: () => new WebSocket(new URL('/ws/live/', window.location.href.replace(/^http/, 'ws'))),
      online: () => navigator.onLine,
      random: Math.random,
      sessionEnded,
      onMessage: (text) => this.#receive(text),
      onStatus: (status) => {
        this.#status = status
        for (const listener of this.#listeners) listener()
      },
    })
  }

  status = (): ConnectionStatus => this.#status

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells of every notification from now on; the answer ends it. */
  onNotice = (listener: NoticeListener): (() => void) => {
    this.#noticeListeners.add(listener)
    return () => this.#noticeListeners.delete(listener)
  }

  /** Tells of every change of an incident from now on; the answer ends it. */
  onIncident = (listener: IncidentListener): (() => void) => {
    this.#incidentListeners.add(listener)
    return () => this.#incidentListeners.delete(listener)
  }

  store(host: number): LiveStore {
    const existing = this.#stores.get(host)
    if (existing) return existing
    const store = new LiveStore()
    this.#stores.set(host, store)
    return store
  }

  /** Reports of the hub's own machine come unasked. */
  watch(host: number | null): void {
    const request: WatchRequest = { type: 'watch', host }
    if (host === null) this.connection.askNoMore('watch', JSON.stringify(request))
    else this.connection.ask('watch', JSON.stringify(request))
  }

  /** Tells of changes of all hosts from now on; the answer ends it. */
  onFleet = (listener: FleetListener): (() => void) => {
    const request = (on: boolean): string => JSON.stringify({ type: 'fleet', on } satisfies FleetRequest)
    this.#cancelGoodbye?.()
    if (this.#fleetListeners.size === 0 && !this.#cancelGoodbye) this.connection.ask('fleet', request(true))
    this.#cancelGoodbye = null
    this.#fleetListeners.add(listener)
    return () => {
      this.#fleetListeners.delete(listener)
      if (this.#fleetListeners.size > 0) return
      this.#cancelGoodbye = browserClock.after(FLEET_LINGERS, () => {
        this.#cancelGoodbye = null
        this.connection.askNoMore('fleet', request(false))
      })
    }
  }

  #receive(text: string): void {
    const message = parseLiveMessage(text)
    if (message?.type === 'report') this.store(message.data.host).apply(message.data, Date.now())
    if (message?.type === 'fleet') for (const listener of this.#fleetListeners) listener(message.data)
    if (message?.type === 'incident') for (const listener of this.#incidentListeners) listener(message.data)
    if (message?.type === 'notification') for (const listener of this.#noticeListeners) listener(message.data)
  }
}

const FeedContext = createContext<LiveFeed | null>(null)

/** Keeps the live socket open while something inside is shown. */
export function LiveProvider({ sessionEnded, children }: { sessionEnded: () => Promise<boolean>; children: ReactNode }) {
  const client = useQueryClient()
  const [feed] = useState(() => new LiveFeed(sessionEnded))
  useEffect(() => {
    const { connection } = feed
    const wake = () => {
      if (document.visibilityState === 'visible') connection.wake()
    }
    const offline = () => connection.offline()
    connection.start()
    window.addEventListener('online', wake)
    window.addEventListener('offline', offline)
    document.addEventListener('visibilitychange', wake)
    return () => {
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', wake)
      connection.stop()
    }
  }, [feed])
  useRefillAfterReturn(feed, () => void client.invalidateQueries({ predicate: ({ queryKey: [what] }) => MISSED.has(what) }))
  return <FeedContext value={feed}>{children}</FeedContext>
}

/** Rows missed while away are in the history by the time the next report comes. */
function useRefillAfterReturn(feed: LiveFeed, refill: () => void): void {
  const { stale, lastReceived } = useSyncExternalStore(feed.subscribe, feed.status)
  const [wasStale, setWasStale] = useState(false)
  useEffect(() => {
    if (stale) setWasStale(true)
    else if (wasStale && lastReceived !== null) {
      setWasStale(false)
      refill()
    }
  }, [stale, wasStale, lastReceived, refill])
}

function useFeed(): LiveFeed {
  const feed = useContext(FeedContext)
  if (!feed) throw new Error('no LiveProvider around this component')
  return feed
}

export function useConnection(): ConnectionStatus & { retry: () => void } {
  const feed = useFeed()
  const status = useSyncExternalStore(feed.subscribe, feed.status)
  return { ...status, retry: () => feed.connection.wake() }
}

/** Calls with every notification while the component is shown. */
export function useNotices(listener: NoticeListener): void {
  const feed = useFeed()
  const latest = useEffectEvent(listener)
  useEffect(() => feed.onNotice((notice) => latest(notice)), [feed])
}

/** Calls with every change of an incident while the component is shown. */
export function useIncidentChanges(listener: IncidentListener): void {
  const feed = useFeed()
  const latest = useEffectEvent(listener)
  useEffect(() => feed.onIncident((change) => latest(change)), [feed])
}

/** Calls with every change of all hosts while the component is shown. */
export function useFleetUpdates(listener: FleetListener): void {
  const feed = useFeed()
  const latest = useEffectEvent(listener)
  useEffect(() => feed.onFleet((update) => latest(update)), [feed])
}

/** The live store of a host; the component renders with each report. */
export function useLive(host: number): LiveStore {
  const store = useFeed().store(host)
  useSyncExternalStore(store.subscribe, () => store.latest)
  return store
}

/** Asks for live reports of a host as long as the component is shown. */
export function useWatch(host: number | null): void {
  const feed = useFeed()
  useEffect(() => {
    if (host === null) return
    feed.watch(host)
    return () => feed.watch(null)
  }, [feed, host])
}

/** The live store without rendering on reports. */
export function useLiveStore(host: number): LiveStore {
  return useFeed().store(host)
}
