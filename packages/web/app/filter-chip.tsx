import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './filter-chip.module.css'
import { IconCheck, IconChevronDown } from './icons.ts'

export interface FilterOption {
  readonly value: string
  readonly label: string
}

interface FilterChipProps {
  readonly label: string
  readonly value: string | null
  readonly options: readonly FilterOption[]
  /** What null is called; all of it when left out. */
  readonly none?: string
  readonly onChange: (value: string | null) => void
}

/** One thing to filter by; null is all of it. */
export function FilterChip({ label, value, options, none, onChange }: FilterChipProps) {
  const { t } = useTranslation()
  const chosen = options.find((option) => option.value === value)?.label ?? value
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <button type="button" className={styles.chip} data-active={value !== null || undefined}>
          {chosen === null ? label : `${label}: ${chosen}`}
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.options ?? ''}>
        {[{ value: null, label: none ?? t('alerts.all') }, ...options].map((option) => (
          <Menu.Item
            key={option.value ?? ''}
            onClick={() => onChange(option.value)}
            leftSection={<IconCheck size={16} aria-hidden style={{ visibility: option.value === value ? 'visible' : 'hidden' }} />}
          >
            {option.label}
            {option.value === value && <span className="visually-hidden"> ({t('common.chosen')})</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
