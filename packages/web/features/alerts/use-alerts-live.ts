import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useNotices } from '../../live/feed.tsx'
import { alertsChanged } from './queries.ts'

/** Alerts that come together are asked for once. */
const TOGETHER_MS = 300

/** Keeps what is shown of alerts as new as the hub's notifications. */
export function useAlertsLive(): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useNotices(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      void alertsChanged(client)
    }, TOGETHER_MS)
  })
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
}
