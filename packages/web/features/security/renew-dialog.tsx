import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { CodeField } from '../session/code-field.tsx'
import { renewRecoveryCodes } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

export function RenewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [otp, setOtp] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const submission = useSubmit(['otp'] as const)
  const submit = async () => {
    if (!submission.check(otp === '' ? { otp: t('form.required') } : {})) return
    const done = await submission.run(() => renewRecoveryCodes(client, otp))
    if (done) setCodes(done.answer)
  }
  return (
    <Dialog title={t('twoFactor.renew')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} said={t('twoFactor.renewed')} onDone={onClose} />
      ) : (
        <DialogForm {...submission} submit={t('twoFactor.renewSubmit')} onSubmit={() => void submit()} onCancel={onClose}>
          <p>{t('twoFactor.renewText')}</p>
          <CodeField
            value={otp}
            error={submission.errors.otp}
            onChange={(value) => {
              setOtp(value)
              submission.clear('otp')
            }}
          />
        </DialogForm>
      )}
    </Dialog>
  )
}
