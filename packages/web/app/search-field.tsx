import { CloseButton, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconSearch } from './icons.ts'

interface SearchFieldProps {
  /** Stands in it while it is empty. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** For the head of a panel. */
  readonly small?: boolean
  readonly className?: string | undefined
}

/** What is typed to search a list; cleared with a click. */
export function SearchField({ label, value, onChange, small = false, className }: SearchFieldProps) {
  const { t } = useTranslation()
  const size = small ? 'xs' : 'sm'
  return (
    <TextInput
      size={size}
      className={className ?? ''}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={small ? 14 : 16} aria-hidden />}
      rightSection={value && <CloseButton size={size} aria-label={t('common.clearSearch')} onClick={() => onChange('')} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
