import type { ActionAnswer, ActionView } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import styles from './operating.module.css'
import { ReasonField } from './reason-field.tsx'
import { lastReason, rememberReason } from './reasons.ts'

export interface ActionDialogProps {
  readonly host: number
  /** A question that names what it is about. */
  readonly title: string
  /** The verb. */
  readonly submit: string
  /** It cannot be undone, or cuts somebody off. */
  readonly danger?: boolean
  /** Why, to begin with; what was said last for this host when it is left out. */
  readonly reason?: string
  /** Asks the hub; rejects with an `ApiError` that is then shown. */
  readonly onConfirm: (reason: string) => Promise<ActionAnswer>
  /** It succeeded; the dialog closes by itself. */
  readonly onDone?: (action: ActionView) => void
  readonly onClose: () => void
  /** What will happen, exactly, and further fields. */
  readonly children?: ReactNode
}

/** Asks once more before something is done to a host, and why; then says what came of it. */
export function ActionDialog({
  host,
  title,
  submit,
  danger = false,
  reason: first,
  onConfirm,
  onDone,
  onClose,
  children,
}: ActionDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState(() => first ?? lastReason(host))
  const [pending, setPending] = useState<ActionView | null>(null)
  const submission = useSubmit(['reason'] as const)
  const send = async () => {
    if (!submission.check(reason.trim().length < 3 ? { reason: t('operating.reasonMissing') } : {})) return
    const answered = await submission.run(() => onConfirm(reason.trim()).catch((error) => Promise.reject(refusalIn(t, error))))
    void client.invalidateQueries({ queryKey: ['actions'] })
    if (!answered) return
    if (first === undefined) rememberReason(host, reason.trim())
    const { action } = answered.answer
    if (action.state !== 'succeeded') return setPending(action)
    onDone?.(action)
    onClose()
  }
  if (pending) return <PendingDialog title={title} action={pending} onClose={onClose} />
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm {...submission} submit={submit} danger={danger} onSubmit={() => void send()} onCancel={onClose}>
        {children}
        <ReasonField
          focused
          value={reason}
          error={submission.errors.reason}
          onChange={(why) => {
            setReason(why)
            submission.clear('reason')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}

/** What a host refused in its own words, which are about none of the fields: `reason` holds the word for it there. */
function refusalIn(t: TFunction, error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const { reason: [word = ''] = [], ...details } = error.details
  if (word === '' || t(`operating.failure.${word}`, { defaultValue: '' }) === '') return error
  // It is known what went wrong: no fault of the hub.
  return new ApiError(Math.min(error.status, 499), word, error.message, details)
}

/** It waits for somebody, or goes on: both without this dialog. */
function PendingDialog({ title, action, onClose }: { title: string; action: ActionView; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={title} onClose={onClose}>
      <p role="status">{t(`operating.pending.${action.state === 'awaiting_approval' ? 'approval' : 'running'}`)}</p>
      <div className={styles.dialogEnd}>
        <Button data-autofocus onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  )
}
