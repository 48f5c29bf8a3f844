import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { CodeField } from '../session/code-field.tsx'
import { ConfirmingPassword } from './confirming-password.tsx'
import { disableTwoFactor } from './queries.ts'

export function DisableDialog({ password, onClose }: { password: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [values, setValues] = useState({ password: '', otp: '' })
  const submission = useSubmit(['password', 'otp'] as const)
  const change = (field: keyof typeof values, value: string) => {
    setValues((before) => ({ ...before, [field]: value }))
    submission.clear(field)
  }
  const submit = async () => {
    const missing = {
      ...(password && values.password === '' && { password: t('form.required') }),
      ...(values.otp === '' && { otp: t('form.required') }),
    }
    if (!submission.check(missing)) return
    if (await submission.run(() => disableTwoFactor(client, values.password, values.otp))) onClose()
  }
  return (
    <Dialog title={t('twoFactor.disableTitle')} onClose={onClose}>
      <DialogForm {...submission} submit={t('twoFactor.turnOff')} danger onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('twoFactor.turnOffText')}</p>
        {password && (
          <ConfirmingPassword value={values.password} error={submission.errors.password} onChange={(value) => change('password', value)} />
        )}
        <CodeField value={values.otp} error={submission.errors.otp} focused={!password} onChange={(value) => change('otp', value)} />
      </DialogForm>
    </Dialog>
  )
}
