import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ConfirmingPasswordProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

/** The password once more, for a change that a stolen session must not make. */
export function ConfirmingPassword({ value, error, onChange }: ConfirmingPasswordProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      data-autofocus
      name="password"
      label={t('password.current_password')}
      autoComplete="current-password"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
    />
  )
}
