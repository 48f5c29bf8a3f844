import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import chips from '../../app/filter-chip.module.css'
import { IconCheck, IconChevronDown } from '../../app/icons.ts'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly note?: string
}

interface FilterMenuProps<T extends string> {
  readonly label: string
  readonly icon?: ReactNode
  readonly choices: readonly Choice<T>[]
  readonly chosen: readonly T[]
  /** What is chosen narrows the list; otherwise it is how it looks. */
  readonly narrows?: boolean
  readonly onToggle: (value: T) => void
}

/** Any number of choices, each switched by a click, the menu staying open. */
export function FilterMenu<T extends string>({ label, icon, choices, chosen, narrows = true, onToggle }: FilterMenuProps<T>) {
  const { t } = useTranslation()
  const names = choices.filter(({ value }) => chosen.includes(value)).map((choice) => choice.label)
  const active = narrows && chosen.length > 0
  return (
    <Menu position="bottom-start" closeOnItemClick={false} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <button type="button" className={chips.chip} data-active={active || undefined}>
          {icon}
          {active ? `${label}: ${names.length > 2 ? names.length : names.join(', ')}` : label}
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={chips.options ?? ''}>
        {choices.map(({ value, label: text, note }) => (
          <Menu.Item
            key={value}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(value)}
            onClick={() => onToggle(value)}
            leftSection={<IconCheck size={16} aria-hidden style={{ visibility: chosen.includes(value) ? 'visible' : 'hidden' }} />}
            rightSection={note && <span className="muted">{note}</span>}
          >
            {text}
          </Menu.Item>
        ))}
        {choices.length === 0 && <Menu.Label>{t('fleet.nothingToChoose')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
