import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useSearchParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { useTitle } from '../../app/use-title.ts'
import { CodeStep } from './code-step.tsx'
import { FormError, formClass, Gate, linkClass } from './gate.tsx'
import { type Credentials, safeNext, signIn, useSession, useSignInOptions } from './session.ts'

function errorKey(error: unknown): string {
  const status = error instanceof ApiError ? error.status : -1
  if (status === 0) return 'error.unreachable'
  if (status === 400 || status === 401 || status === 422) return 'signIn.refused'
  if (status === 403) return 'signIn.forbidden'
  return status === 429 ? 'signIn.tooMany' : 'error.hub'
}

export function SignInPage() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const session = useSession()
  const [credentials, setCredentials] = useState<Credentials | null>(null)
  useTitle(t('signIn.title'))
  const next = safeNext(params.get('next'))
  if (session.data) return <Navigate to={session.data.must_change_password ? `/password?next=${encodeURIComponent(next)}` : next} replace />
  if (credentials) return <CodeStep credentials={credentials} onBack={() => setCredentials(null)} />
  return (
    <Gate title={t('signIn.title')} lead={params.has('next') ? t('signIn.leadReturn') : t('signIn.lead')}>
      <Failure failure={params.get('failure')} />
      <SignInForm onCode={setCredentials} />
      <OtherWays next={next} />
    </Gate>
  )
}

/** `onCode` is told when nothing but a code is missing. */
function SignInForm({ onCode }: { onCode: (credentials: Credentials) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState({ username: false, password: false })
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const usernameField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing({ username: username === '', password: password === '' })
    if (username === '' || password === '') {
      ;(username === '' ? usernameField : passwordField).current?.focus()
      return
    }
    setBusy(true)
    setError(null)
    try {
      await signIn(client, { username, password })
    } catch (reason) {
      if (reason instanceof ApiError && reason.code === 'OTP_REQUIRED') return onCode({ username, password })
      setError(errorKey(reason))
      setBusy(false)
      passwordField.current?.select()
    }
  }

  return (
    <form className={formClass} onSubmit={submit} noValidate>
      {error && <FormError>{t(error)}</FormError>}
      <TextInput
        ref={usernameField}
        label={t('signIn.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        size="md"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
        error={missing.username && username === '' && t('form.required')}
      />
      <PasswordInput
        ref={passwordField}
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={missing.password && password === '' && t('form.required')}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}

/** Why single sign-on led back here. */
function Failure({ failure }: { failure: string | null }) {
  const { t } = useTranslation()
  if (failure === null) return null
  return <FormError>{t(failure === 'refused' || failure === 'unavailable' ? `singleSignOn.${failure}` : 'singleSignOn.failed')}</FormError>
}

/** What the hub offers besides; nothing until it has said so. */
function OtherWays({ next }: { next: string }) {
  const { t } = useTranslation()
  const options = useSignInOptions().data
  return (
    <>
      {options?.single_sign_on && (
        <Button component="a" variant="default" size="md" fullWidth href={`/api/oidc/start?next=${encodeURIComponent(next)}`}>
          {t('singleSignOn.with', { provider: options.single_sign_on.label })}
        </Button>
      )}
      {options?.password_reset && (
        <Link className={linkClass ?? ''} to="/forgot">
          {t('signIn.forgot')}
        </Link>
      )}
    </>
  )
}
