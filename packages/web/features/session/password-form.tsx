import type { PasswordRequest } from '@hyperion/wire/web'
import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { FormError, formClass } from './gate.tsx'
import { type Field, passwordErrors } from './password-rules.ts'
import { changePassword } from './session.ts'

const FIELDS = ['current_password', 'new_password', 'confirm_password'] as const
const EMPTY: PasswordRequest = { current_password: '', new_password: '', confirm_password: '' }

/** Changes the password of whoever is signed in. Keeps what was typed when it is refused. */
export function PasswordForm({ username, onDone }: { username: string; onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState(EMPTY)
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const show = (found: Partial<Record<Field, string>>) => {
    setErrors(found)
    const first = FIELDS.find((field) => found[field])
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    const found = passwordErrors(values)
    show(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(key)])))
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      await changePassword(client, values)
      setValues(EMPTY)
      onDone()
    } catch (error) {
      refuse(error)
    } finally {
      setBusy(false)
    }
  }

  const refuse = (error: unknown) => {
    const status = error instanceof ApiError ? error.status : -1
    const details = error instanceof ApiError ? error.details : {}
    const words = (field: Field) => (field === 'current_password' ? t('password.currentWrong') : details[field]?.[0])
    const atFields = FIELDS.flatMap((field) => (details[field]?.[0] ? [[field, words(field)] as const] : []))
    if (atFields.length > 0) show(Object.fromEntries(atFields))
    else if (status === 401) show({ current_password: t('password.currentWrong') })
    else setFailure(status === 0 ? t('error.unreachable') : status >= 400 && status < 500 ? (error as ApiError).message : t('error.hub'))
  }

  return (
    <form ref={form} className={formClass} onSubmit={submit} noValidate>
      {failure && <FormError>{failure}</FormError>}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      {FIELDS.map((field) => (
        <PasswordInput
          key={field}
          name={field}
          size="md"
          label={t(`password.${field}`)}
          description={field === 'new_password' ? t('password.hint') : undefined}
          autoComplete={field === 'current_password' ? 'current-password' : 'new-password'}
          value={values[field]}
          onChange={(event) => {
            const value = event.currentTarget.value
            setValues((before) => ({ ...before, [field]: value }))
            setErrors((before) => ({ ...before, [field]: undefined }))
          }}
          error={errors[field]}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
        />
      ))}
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('password.submit')}
      </Button>
    </form>
  )
}
