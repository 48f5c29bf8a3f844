import type { AlertRow } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromLocalText, localText } from '../../app/local-time.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { alertLine } from './alert-words.ts'
import { silence } from './queries.ts'
import { silenceEnd } from './silence-times.ts'

/** Until when, and why: what the others will want to know. */
export function SilenceDialog({ alerts, onClose }: { alerts: readonly AlertRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const [until, setUntil] = useState(() => localText(silenceEnd('hours', Date.now())))
  const [reason, setReason] = useState('')
  const submission = useSubmit(['to', 'reason'] as const)
  const first = alerts[0]
  const submit = async () => {
    const to = fromLocalText(until)
    if (!submission.check(to !== null && to > Date.now() ? {} : { to: t('alerts.toCome') }) || to === null) return
    const ids = alerts.map((alert) => alert.id)
    const words = reason.trim()
    const body = { to: new Date(to).toISOString(), ...(words !== '' && { reason: words }) }
    if (await submission.run(() => silence(client, ids, body))) onClose()
  }
  return (
    <Dialog title={t('alerts.silenceTitle', { count: alerts.length })} onClose={onClose}>
      <DialogForm {...submission} submit={t('alerts.silence')} onSubmit={() => void submit()} onCancel={onClose}>
        {first && alerts.length === 1 && <p>{`${first.host_name} · ${alertLine(t, formats, first)}`}</p>}
        <p className="muted">{t('alerts.silenceText')}</p>
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
