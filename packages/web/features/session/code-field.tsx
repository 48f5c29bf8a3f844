import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './gate.module.css'

interface CodeFieldProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
  /** Whether a recovery code does as well. */
  readonly recovery?: boolean
  /** Whether the dialog or the page begins here. */
  readonly focused?: boolean
  readonly size?: 'sm' | 'md'
}

/** The six digits of an app, on a keyboard of digits; or, once asked for, a recovery code. */
export function CodeField({ value, error, onChange, recovery = true, focused = true, size = 'sm' }: CodeFieldProps) {
  const { t } = useTranslation()
  const [lost, setLost] = useState(false)
  const kind = lost ? 'recovery' : 'app'
  return (
    <div>
      <TextInput
        key={kind}
        {...(focused && { 'data-autofocus': true, autoFocus: true })}
        className={styles.code ?? ''}
        name="otp"
        size={size}
        label={t(`code.${kind}`)}
        inputMode={lost ? 'text' : 'numeric'}
        autoComplete={lost ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={lost ? 64 : 7}
        placeholder={lost ? 'xxxx-xxxx-xxxx-xxxx' : '000000'}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {recovery && (
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            setLost(!lost)
            onChange('')
          }}
        >
          {t(lost ? 'code.useApp' : 'code.useRecovery')}
        </button>
      )}
    </div>
  )
}
