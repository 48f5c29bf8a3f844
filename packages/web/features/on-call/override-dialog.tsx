import { Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromLocalText, localText } from '../../app/local-time.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { type Errors, useSubmit } from '../../app/use-submit.ts'
import { useSession } from '../session/session.ts'
import { addOverride, isoOf, type Range, useOnCallPeople } from './queries.ts'
import styles from './schedule-form.module.css'

const FIELDS = ['user', 'from', 'to', 'reason'] as const
type Field = (typeof FIELDS)[number]

interface OverrideDialogProps {
  readonly schedule: { readonly id: string; readonly name: string }
  /** What is taken at first. */
  readonly span: Range
  readonly onClose: (said?: string) => void
}

/** Takes a shift, or gives it to somebody. */
export function OverrideDialog({ schedule, span, onClose }: OverrideDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const people = useOnCallPeople().data ?? []
  const me = useSession().data?.user.id
  const [user, setUser] = useState<number | null>(me ?? null)
  const [from, setFrom] = useState(() => localText(span.from))
  const [to, setTo] = useState(() => localText(span.to))
  const [reason, setReason] = useState('')
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const submit = async () => {
    const [begin, end] = [fromLocalText(from), fromLocalText(to)]
    if (!submission.check(mistakes(user, begin, end, t)) || user === null || begin === null || end === null) return
    const body = { user, from: isoOf(begin), to: isoOf(end), reason: reason.trim() }
    const done = await submission.run(() => addOverride(client, schedule.id, body))
    if (done) onClose(t('onCall.taken', { who: done.answer.user.username, schedule: schedule.name }))
  }
  return (
    <Dialog title={t('onCall.takeTitle', { schedule: schedule.name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('onCall.takeDo')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <Select
          name="user"
          label={t('onCall.person')}
          data={people.map(({ id, username }) => ({ value: String(id), label: id === me ? t('onCall.me', { username }) : username }))}
          value={user === null ? null : String(user)}
          error={errors.user}
          searchable
          allowDeselect={false}
          onChange={(chosen) => {
            if (chosen) setUser(Number(chosen))
            submission.clear('user')
          }}
        />
        <div className={styles.pair}>
          <TextInput
            data-autofocus
            name="from"
            type="datetime-local"
            label={t('maintenance.from')}
            value={from}
            error={errors.from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            name="to"
            type="datetime-local"
            label={t('maintenance.to')}
            value={to}
            error={errors.to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <TextInput
          name="reason"
          label={t('onCall.reason')}
          autoComplete="off"
          maxLength={200}
          value={reason}
          error={errors.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <p className="muted">{t('onCall.takeText')}</p>
      </DialogForm>
    </Dialog>
  )
}

function mistakes(user: number | null, from: number | null, to: number | null, t: (key: string) => string): Errors<Field> {
  return {
    ...(user === null && { user: t('form.required') }),
    ...(from === null && { from: t('form.required') }),
    ...(to === null ? { to: t('form.required') } : from !== null && to <= from && { to: t('onCall.order') }),
  }
}
