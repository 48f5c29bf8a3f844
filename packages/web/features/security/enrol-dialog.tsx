import type { EnrolmentAnswer } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { CodeField } from '../session/code-field.tsx'
import { ConfirmingPassword } from './confirming-password.tsx'
import { beginEnrolment, confirmEnrolment } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import styles from './security.module.css'

/** Password, then the picture for the app and its first code, then the recovery codes. */
export function EnrolDialog({ password, onClose }: { password: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [enrolment, setEnrolment] = useState<EnrolmentAnswer | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <Dialog title={t('twoFactor.enrolTitle')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} said={t('twoFactor.nowOn')} onDone={onClose} />
      ) : enrolment ? (
        <Scan enrolment={enrolment} onDone={setCodes} onCancel={onClose} />
      ) : (
        <Begin password={password} onDone={setEnrolment} onCancel={onClose} />
      )}
    </Dialog>
  )
}

interface StepProps<Answer> {
  readonly onDone: (answer: Answer) => void
  readonly onCancel: () => void
}

function Begin({ password, onDone, onCancel }: StepProps<EnrolmentAnswer> & { password: boolean }) {
  const { t } = useTranslation()
  const [value, setValue] = useState('')
  const submission = useSubmit(['password'] as const)
  const submit = async () => {
    if (!submission.check(password && value === '' ? { password: t('form.required') } : {})) return
    const done = await submission.run(() => beginEnrolment(value))
    if (done) onDone(done.answer)
  }
  return (
    <DialogForm {...submission} submit={t('common.continue')} onSubmit={() => void submit()} onCancel={onCancel}>
      <p>{t('twoFactor.need')}</p>
      {password && <ConfirmingPassword value={value} error={submission.errors.password} onChange={setValue} />}
    </DialogForm>
  )
}

function Scan({ enrolment, onDone, onCancel }: StepProps<readonly string[]> & { enrolment: EnrolmentAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [otp, setOtp] = useState('')
  const submission = useSubmit(['otp'] as const)
  const submit = async () => {
    if (!submission.check(otp === '' ? { otp: t('form.required') } : {})) return
    const done = await submission.run(() => confirmEnrolment(client, otp))
    if (done) onDone(done.answer)
  }
  return (
    <DialogForm {...submission} submit={t('twoFactor.turnOn')} onSubmit={() => void submit()} onCancel={onCancel}>
      <p>{t('twoFactor.scan')}</p>
      <img className={styles.qr} src={enrolment.qr} alt={t('twoFactor.qr')} width={200} height={200} />
      <details className={styles.byHand}>
        <summary>{t('twoFactor.byHand')}</summary>
        <code data-testid="two-factor-key">{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </details>
      <CodeField
        recovery={false}
        value={otp}
        error={submission.errors.otp}
        onChange={(value) => {
          setOtp(value)
          submission.clear('otp')
        }}
      />
    </DialogForm>
  )
}
