import type { IncidentRow } from '@hyperion/wire/incidents'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useIncidentChanges } from '../../live/feed.tsx'
import { announce } from '../notifications/announcements.ts'
import { usePermitted } from '../session/session.ts'
import { incidentsChanged, useOpenIncidents } from './queries.ts'
import { useDeeds } from './use-deeds.ts'

/** Changes that come together are asked for once. */
const TOGETHER_MS = 250

/** Keeps what is shown of incidents as new as the hub's, and says so when one begins. */
export function useIncidentsLive(): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useIncidentChanges(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      void incidentsChanged(client)
    }, TOGETHER_MS)
  })
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  useBeginnings()
}

/** Says which incident began while the app was open, with what can be done about it. */
function useBeginnings(): void {
  const { t } = useTranslation()
  const deeds = useDeeds()
  const permitted = usePermitted('execute')
  const { pathname } = useLocation()
  const rows = useOpenIncidents().data?.results
  const known = useRef<ReadonlySet<string> | null>(null)
  const compare = useEffectEvent((open: readonly IncidentRow[]) => {
    const triggered = open.filter(({ status }) => status === 'TRIGGERED')
    const before = known.current
    known.current = new Set(triggered.map(({ id }) => id))
    if (!before) return
    for (const incident of triggered) if (!before.has(incident.id) && !pathname.endsWith(incident.short_id)) say(incident)
  })
  const say = (incident: IncidentRow) =>
    announce({
      tone: 'bad',
      message: `${t(`incidents.severity.${incident.severity}`)} · ${incident.title} · ${incident.service.name}`,
      actions: [
        { label: t('incidents.open'), to: `/incidents/${incident.short_id}` },
        ...(permitted ? [{ label: t('incidents.action.acknowledge'), run: () => void deeds.act(incident, 'acknowledge') }] : []),
      ],
    })
  useEffect(() => {
    if (rows) compare(rows)
  }, [rows])
}
