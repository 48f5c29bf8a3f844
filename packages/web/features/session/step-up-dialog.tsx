import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { CodeField } from './code-field.tsx'

export function StepUpDialog({ onClose }: { onClose: (given: boolean) => void }) {
  const { t } = useTranslation()
  const [otp, setOtp] = useState('')
  const submission = useSubmit(['otp'] as const)
  const submit = async () => {
    if (!submission.check(otp === '' ? { otp: t('form.required') } : {})) return
    const done = await submission.run(() => request('/api/session/step-up', { method: 'POST', body: { otp } }))
    if (done) onClose(true)
  }
  return (
    <Dialog title={t('stepUp.title')} onClose={() => onClose(false)} above>
      <DialogForm {...submission} submit={t('common.continue')} onSubmit={() => void submit()} onCancel={() => onClose(false)}>
        <p>{t('stepUp.text')}</p>
        <CodeField
          value={otp}
          error={submission.errors.otp}
          onChange={(value) => {
            setOtp(value)
            submission.clear('otp')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
