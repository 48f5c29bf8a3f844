import type { OverrideRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { OneTimeSecret } from '../users/one-time-secret.tsx'
import { deleteSchedule, makeFeed, removeOverride } from './queries.ts'

interface ScheduleDialogProps {
  readonly schedule: { readonly id: string; readonly name: string }
  readonly onClose: (said?: string) => void
}

/** What the hub says when a team goes by a schedule. */
const IN_USE = 'A team goes by this schedule'

export function DeleteScheduleDialog({ schedule: { id, name }, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([], { [IN_USE]: { text: t('onCall.inUse') } })
  const submit = async () => {
    if (await submission.run(() => deleteSchedule(client, id))) onClose(t('onCall.deleted', { name }))
  }
  return (
    <Dialog title={t('onCall.deleteTitle', { name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('onCall.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('onCall.deleteText', { name })}</p>
      </DialogForm>
    </Dialog>
  )
}

interface EndOverrideDialogProps extends ScheduleDialogProps {
  readonly override: OverrideRow
}

export function EndOverrideDialog({ schedule, override, onClose }: EndOverrideDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const submission = useSubmit([])
  const { id, user } = override
  const span = { from: formats.moment(Date.parse(override.from)), to: formats.moment(Date.parse(override.to)) }
  const submit = async () => {
    if (await submission.run(() => removeOverride(client, schedule.id, id))) onClose(t('onCall.overrideEnded', { who: user.username }))
  }
  return (
    <Dialog title={t('onCall.endOverrideTitle')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('onCall.endOverride')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('onCall.span', { who: user.username, ...span })}</p>
        <p className="muted">{t('onCall.endOverrideText')}</p>
      </DialogForm>
    </Dialog>
  )
}

/** The secret address of one's own calendar. */
export function FeedDialog({ schedule: { id, name }, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation()
  const [url, setUrl] = useState<string | null>(null)
  const submission = useSubmit([])
  const submit = async () => {
    const done = await submission.run(() => makeFeed(id))
    if (done) setUrl(done.answer)
  }
  return (
    <Dialog title={t('onCall.feedTitle', { name })} onClose={() => onClose()}>
      {url === null ? (
        <DialogForm {...submission} submit={t('onCall.feedMake')} onSubmit={() => void submit()} onCancel={() => onClose()}>
          <p>{t('onCall.feedText')}</p>
          <p className="muted">{t('onCall.feedRenew')}</p>
        </DialogForm>
      ) : (
        <OneTimeSecret
          said={t('onCall.feedMade', { name })}
          label={t('onCall.feedAddress')}
          text={t('onCall.feedOnce')}
          secret={url}
          onDone={() => onClose()}
        >
          <p className="muted">{t('onCall.feedMine')}</p>
        </OneTimeSecret>
      )}
    </Dialog>
  )
}
