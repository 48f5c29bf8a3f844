import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { CodeField } from './code-field.tsx'
import { FormError, formClass, Gate } from './gate.tsx'
import { type Credentials, signIn } from './session.ts'

/** The second half of signing in, for those who have a second factor. */
export function CodeStep({ credentials, onBack }: { credentials: Credentials; onBack: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [otp, setOtp] = useState('')
  const submission = useSubmit(['otp'] as const, {
    INVALID_CREDENTIALS: { field: 'otp', text: t('code.refused') },
    RATE_LIMITED: { text: t('code.tooMany') },
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (submission.check(otp === '' ? { otp: t('form.required') } : {})) await submission.run(() => signIn(client, { ...credentials, otp }))
  }
  return (
    <Gate title={t('code.title')} lead={t('code.lead', { username: credentials.username })}>
      <form ref={submission.form} className={formClass} onSubmit={submit} noValidate>
        {submission.failure && <FormError>{submission.failure}</FormError>}
        <CodeField
          size="md"
          value={otp}
          error={submission.errors.otp}
          onChange={(value) => {
            setOtp(value)
            submission.clear('otp')
          }}
        />
        <Button type="submit" size="md" loading={submission.busy} fullWidth>
          {t('signIn.submit')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('code.back')}
        </Button>
      </form>
    </Gate>
  )
}
