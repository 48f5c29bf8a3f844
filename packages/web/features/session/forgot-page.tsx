import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { FormError, FormSuccess, formClass, Gate, linkClass } from './gate.tsx'
import { askForReset } from './session.ts'

/** Asks for a mail with a link to set a new password. */
export function ForgotPage() {
  const { t } = useTranslation()
  const [account, setAccount] = useState('')
  const [asked, setAsked] = useState(false)
  const submission = useSubmit(['account'] as const, {
    RATE_LIMITED: { text: t('signIn.tooMany') },
    NOT_FOUND: { text: t('reset.noMail') },
  })
  useTitle(t('reset.forgotTitle'))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!submission.check(account.trim() === '' ? { account: t('form.required') } : {})) return
    if (await submission.run(() => askForReset(account))) setAsked(true)
  }
  return (
    <Gate title={t('reset.forgotTitle')} lead={t('reset.forgotLead')}>
      {asked ? (
        <FormSuccess>{t('reset.asked')}</FormSuccess>
      ) : (
        <form ref={submission.form} className={formClass} onSubmit={submit} noValidate>
          {submission.failure && <FormError>{submission.failure}</FormError>}
          <TextInput
            name="account"
            label={t('reset.account')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            size="md"
            maxLength={254}
            value={account}
            error={submission.errors.account}
            onChange={(event) => {
              setAccount(event.currentTarget.value)
              submission.clear('account')
            }}
          />
          <Button type="submit" size="md" loading={submission.busy} fullWidth>
            {t('reset.ask')}
          </Button>
        </form>
      )}
      <Link className={linkClass ?? ''} to="/sign-in">
        {t('reset.toSignIn')}
      </Link>
    </Gate>
  )
}
