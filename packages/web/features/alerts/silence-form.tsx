import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromLocalText, localText } from '../../app/local-time.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { silenceEnd } from './silence-times.ts'

/** Until when, in ISO 8601, and why. */
export interface SilenceWish {
  readonly to: string
  readonly reason?: string
}

interface SilenceFormProps {
  readonly title: string
  /** What is silenced. */
  readonly children: ReactNode
  readonly send: (wish: SilenceWish) => Promise<unknown>
  readonly onClose: () => void
}

/** Until when, and why: what the others will want to know. */
export function SilenceForm({ title, children, send, onClose }: SilenceFormProps) {
  const { t } = useTranslation()
  const [until, setUntil] = useState(() => localText(silenceEnd('hours', Date.now())))
  const [reason, setReason] = useState('')
  const submission = useSubmit(['to', 'reason'] as const)
  const submit = async () => {
    const to = fromLocalText(until)
    if (!submission.check(to !== null && to > Date.now() ? {} : { to: t('alerts.toCome') }) || to === null) return
    const words = reason.trim()
    const wish = { to: new Date(to).toISOString(), ...(words !== '' && { reason: words }) }
    if (await submission.run(() => send(wish))) onClose()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm {...submission} submit={t('alerts.silence')} onSubmit={() => void submit()} onCancel={onClose}>
        {children}
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
