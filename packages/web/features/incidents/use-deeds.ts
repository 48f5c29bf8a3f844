import { type IncidentAction, type IncidentRow, statusAfter } from '@hyperion/wire/incidents'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { announce } from '../notifications/announcements.ts'
import { act, incidentsChanged } from './queries.ts'

export type Subject = Pick<IncidentRow, 'short_id' | 'status'>
type Words = Parameters<typeof act>[3]
export type Deeds = ReturnType<typeof useDeeds>

/** What is done about incidents, said when it is done or why not, with the way back where there is one. */
export function useDeeds() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  const failed = (error: unknown) => {
    const { status, message } = error instanceof ApiError ? error : { status: 500, message: '' }
    const text =
      status === 409 ? t('incidents.changedMeanwhile') : status === 0 ? t('error.unreachable') : status < 500 ? message : t('error.hub')
    announce({ tone: 'bad', message: text })
    void incidentsChanged(client)
  }
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      return true
    } catch (error) {
      failed(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  const perform = async (incident: Subject, action: IncidentAction, words?: Words): Promise<boolean> => {
    const after = statusAfter(incident.status, action)
    const done = await attempt(() => act(client, incident.short_id, action, words))
    if (!done || !after) return done
    const back = action !== 'reopen' && statusAfter(after, 'reopen') !== null
    const reopen = () => void perform({ ...incident, status: after }, 'reopen')
    announce({
      tone: 'good',
      message: t(`incidents.done.${action}`, { id: incident.short_id }),
      ...(back && { actions: [{ label: t('incidents.action.reopen'), run: reopen }] }),
    })
    return done
  }
  return { busy, act: perform, attempt }
}
