import type { ProfileAnswer } from '@hyperion/wire/web'
import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { Said } from '../../app/shell/said.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { ConfirmingPassword } from '../security/confirming-password.tsx'
import { FormError, formClass } from '../session/gate.tsx'
import styles from './settings.module.css'

const PROFILE = ['profile'] as const
const URL = '/api/profile'

/** One's own mail address, where links to set a new password go. */
export function EmailSection() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: PROFILE, queryFn: ({ signal }) => request<ProfileAnswer>(URL, { signal }) })
  return (
    <section className={styles.card} aria-labelledby="email">
      <h2 id="email">{t('users.email')}</h2>
      {query.data ? <EmailForm profile={query.data} /> : <PanelPending query={query} height={96} />}
    </section>
  )
}

function EmailForm({ profile }: { profile: ProfileAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [email, setEmail] = useState(profile.email)
  const [password, setPassword] = useState('')
  const [saved, setSaved] = useState(false)
  const submission = useSubmit(['email', 'password'] as const, { RATE_LIMITED: { text: t('signIn.tooMany') } })
  const changed = email.trim() !== profile.email
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!changed || !submission.check(profile.password && password === '' ? { password: t('form.required') } : {})) return
    const body = { email: email.trim(), password }
    const done = await submission.run(() => request<ProfileAnswer>(URL, { method: 'PUT', body }))
    if (!done) return
    client.setQueryData(PROFILE, done.answer)
    setPassword('')
    setSaved(true)
  }
  return (
    <form ref={submission.form} className={`${formClass} ${styles.narrow}`} onSubmit={submit} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <TextInput
        name="email"
        type="email"
        label={t('users.email')}
        description={t('profile.emailText')}
        autoComplete="email"
        value={email}
        error={submission.errors.email}
        onChange={(event) => {
          setEmail(event.currentTarget.value)
          setSaved(false)
          submission.clear('email')
        }}
      />
      {changed && profile.password && (
        <ConfirmingPassword
          value={password}
          error={submission.errors.password}
          onChange={(value) => {
            setPassword(value)
            submission.clear('password')
          }}
        />
      )}
      <Said>{saved && !changed ? t('profile.emailSaved') : ''}</Said>
      <div>
        <Button type="submit" loading={submission.busy} disabled={!changed}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
