import type { LiveNotification, WatchRequest } from '@hyperion/wire/live'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { browserClock } from './clock.ts'
import { type ConnectionStatus, LiveConnection } from './connection.ts'
import { LiveStore, parseLiveMessage } from './store.ts'

type NoticeListener = (notice: LiveNotification['data']) => void

/** The live connection of this page and what it brought, by host. */
class LiveFeed {
  readonly connection: LiveConnection
  #stores = new Map<number, LiveStore>()
  #status: ConnectionStatus = { state: 'idle', lastReceived: null, stale: false }
  #listeners = new Set<() => void>()
  #noticeListeners = new Set<NoticeListener>()

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
    this.connection.ask(JSON.stringify(request))
  }

  #receive(text: string): void {
    const message = parseLiveMessage(text)
    if (message?.type === 'report') this.store(message.data.host).apply(message.data, Date.now())
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
  useRefillAfterReturn(
    feed,
    () => void client.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === 'host' || what === 'alerts' }),
  )
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
