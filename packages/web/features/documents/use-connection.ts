import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { browserClock } from '../../live/clock.ts'
import { sessionEnded } from '../session/session.ts'
import { DocumentConnection, type DocumentStatus } from './document-connection.ts'
import { type DocumentName, pathOf } from './queries.ts'
import { browserUnsaved } from './unsaved.ts'

/** The connection to a document as long as the page shows it. */
export function useConnection({ incident, kind }: DocumentName, user: number): { connection: DocumentConnection; status: DocumentStatus } {
  const client = useQueryClient()
  const [connection] = useState(() => {
    const url = new URL(`/ws/incidents/${encodeURIComponent(incident)}/${pathOf(kind)}/`, window.location.href.replace(/^http/, 'ws'))
    return new DocumentConnection({
      clock: browserClock,
      unsaved: browserUnsaved(user, `${incident}.${kind}`),
      open: () => new WebSocket(url),
      online: () => navigator.onLine,
      random: Math.random,
      sessionEnded: () => sessionEnded(client),
    })
  })
  useEffect(() => {
    connection.start()
    const wake = () => connection.wake()
    const looked = () => document.visibilityState === 'visible' && connection.wake()
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', looked)
    return () => {
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', looked)
      connection.stop()
    }
  }, [connection])
  return { connection, status: useSyncExternalStore(connection.subscribe, connection.status) }
}

/** A preview of a long text follows at some distance. */
const QUICK = { length: 50_000, ms: 150 } as const
const SLOW_MS = 1_000

/** The text, a moment after it changed. */
export function useMarkdown({ text }: DocumentConnection): string {
  const [markdown, setMarkdown] = useState(() => text.toString())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const changed = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined
          setMarkdown(text.toString())
        },
        text.length > QUICK.length ? SLOW_MS : QUICK.ms,
      )
    }
    text.observe(changed)
    changed()
    return () => {
      clearTimeout(timer)
      text.unobserve(changed)
    }
  }, [text])
  return markdown
}
