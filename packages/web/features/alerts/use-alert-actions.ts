import type { AlertRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { acknowledge, silence, takeBack } from './queries.ts'

export type AlertActions = ReturnType<typeof useAlertActions>

/** What can be done to alerts, and the words for what was done or why not. */
export function useAlertActions() {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const { busy, failure, run } = useSubmit([] as readonly never[])
  const [said, setSaid] = useState('')
  const act = async (action: () => Promise<void>, words: string) => {
    setSaid('')
    const done = await run(action)
    if (done) setSaid(words)
    return done !== undefined
  }
  const ids = (alerts: readonly AlertRow[]) => alerts.map((alert) => alert.id)
  return {
    busy,
    failure,
    said,
    acknowledge: (alerts: readonly AlertRow[]) => {
      const open = alerts.filter((alert) => alert.acknowledged_at === null)
      return act(() => acknowledge(client, ids(open)), t('alerts.acknowledgedCount', { count: open.length }))
    },
    takeBack: ({ id }: AlertRow) => act(() => takeBack(client, id), t('alerts.takenBack')),
    silence: (alerts: readonly AlertRow[], to: number, reason = '') => {
      const body = { to: new Date(to).toISOString(), ...(reason !== '' && { reason }) }
      return act(() => silence(client, ids(alerts), body), t('alerts.silencedCount', { count: alerts.length, until: formats.moment(to) }))
    },
  }
}
