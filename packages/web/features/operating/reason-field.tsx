import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface ReasonFieldProps {
  readonly value: string
  readonly error: ReactNode
  readonly onChange: (reason: string) => void
  /** The first thing to be typed where a dialog opens. */
  readonly focused?: boolean
}

/** Why something is done to a host. */
export function ReasonField({ value, error, onChange, focused = false }: ReasonFieldProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      data-autofocus={focused || undefined}
      name="reason"
      label={t('operating.reason')}
      description={t('operating.reasonText')}
      maxLength={1000}
      autoComplete="off"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
