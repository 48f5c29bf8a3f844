import type { FleetRow } from '@hyperion/wire/fleet'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { fromLocalText, localText } from '../../app/local-time.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { alertsChanged } from '../alerts/queries.ts'
import { silenceEnd } from '../alerts/silence-times.ts'

const NAMED = 6

/** Silences whatever fires on these hosts, until when and why. */
export function SilenceHostsDialog({ hosts, onClose }: { hosts: readonly FleetRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [until, setUntil] = useState(() => localText(silenceEnd('hours', Date.now())))
  const [reason, setReason] = useState('')
  const submission = useSubmit(['to', 'reason', 'hosts'] as const)
  const names = hosts.slice(0, NAMED).map(({ name }) => name)
  const submit = async () => {
    const to = fromLocalText(until)
    if (!submission.check(to !== null && to > Date.now() ? {} : { to: t('alerts.toCome') }) || to === null) return
    const words = reason.trim()
    const body = { hosts: hosts.map(({ id }) => id), to: new Date(to).toISOString(), ...(words !== '' && { reason: words }) }
    const done = await submission.run(() => request('/api/silences', { method: 'POST', body }))
    if (!done) return
    void client.invalidateQueries({ queryKey: ['silences'] })
    void alertsChanged(client)
    onClose()
  }
  return (
    <Dialog title={t('fleet.silenceTitle', { count: hosts.length })} onClose={onClose}>
      <DialogForm {...submission} submit={t('alerts.silence')} onSubmit={() => void submit()} onCancel={onClose}>
        <p>{hosts.length > NAMED ? t('fleet.namesAndMore', { names: names.join(', '), count: hosts.length - NAMED }) : names.join(', ')}</p>
        <p className="muted">{t('fleet.silenceText')}</p>
        <TextInput
          data-autofocus
          name="to"
          type="datetime-local"
          label={t('alerts.silenceUntil')}
          value={until}
          min={localText(Date.now())}
          error={submission.errors.to}
          onChange={(event) => {
            setUntil(event.currentTarget.value)
            submission.clear('to')
          }}
        />
        <TextInput
          name="reason"
          label={t('alerts.reason')}
          placeholder={t('alerts.reasonExample')}
          autoComplete="off"
          maxLength={500}
          value={reason}
          error={submission.errors.reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            submission.clear('reason')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
