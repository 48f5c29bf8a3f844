import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { FormError, FormSuccess, formClass, Gate, linkClass } from './gate.tsx'
import { newPasswordErrors } from './password-rules.ts'
import { setForgottenPassword } from './session.ts'

const FIELDS = ['new_password', 'confirm_password'] as const
const EMPTY = { new_password: '', confirm_password: '' }

/** Where the link of the mail leads. Opening it does nothing: programs that scan mail do so too. */
export function ResetPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const [done, setDone] = useState(false)
  useTitle(t('reset.title'))
  const token = params.get('token') ?? ''
  return (
    <Gate title={t('reset.title')} lead={t('reset.lead')}>
      {done ? <FormSuccess>{t('reset.done')}</FormSuccess> : <ResetForm token={token} onDone={() => setDone(true)} />}
      <Link className={linkClass ?? ''} to="/sign-in">
        {t('reset.toSignIn')}
      </Link>
    </Gate>
  )
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation()
  const [values, setValues] = useState(EMPTY)
  const [over, setOver] = useState(token === '')
  const submission = useSubmit([...FIELDS, 'token'] as const, { NOT_FOUND: { text: t('reset.noMail') } })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = newPasswordErrors(values)
    if (!submission.check(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)])))) return
    if (await submission.run(() => setForgottenPassword(token, values.new_password))) onDone()
  }
  if (submission.errors.token !== undefined && !over) setOver(true)
  if (over) {
    return (
      <>
        <FormError>{t('reset.over')}</FormError>
        <Link className={linkClass ?? ''} to="/forgot">
          {t('reset.again')}
        </Link>
      </>
    )
  }
  return (
    <form ref={submission.form} className={formClass} onSubmit={submit} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {FIELDS.map((field, i) => (
        <PasswordInput
          key={field}
          name={field}
          size="md"
          autoFocus={i === 0}
          label={t(`password.${field}`)}
          description={field === 'new_password' ? t('password.hint') : undefined}
          autoComplete="new-password"
          value={values[field]}
          error={submission.errors[field]}
          onChange={(event) => {
            const { value } = event.currentTarget
            setValues((before) => ({ ...before, [field]: value }))
            submission.clear(field)
          }}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
        />
      ))}
      <Button type="submit" size="md" loading={submission.busy} fullWidth>
        {t('reset.submit')}
      </Button>
    </form>
  )
}
