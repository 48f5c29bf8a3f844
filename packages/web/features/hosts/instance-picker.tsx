import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconCheck, IconChevronDown } from '../../app/icons.ts'
import styles from './panel.module.css'

/** Which device or interface a panel shows; nothing to choose when there is but one. */
export function InstancePicker({
  label,
  names,
  value,
  onChange,
}: {
  label: string
  names: readonly string[]
  value: string
  onChange: (name: string) => void
}) {
  const { t } = useTranslation()
  if (names.length < 2) return <span className={styles.note}>{value}</span>
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <button type="button" className={styles.picker} aria-label={`${label}: ${value}`}>
          {value}
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {names.map((name) => (
          <Menu.Item
            key={name}
            onClick={() => onChange(name)}
            rightSection={name === value ? <IconCheck size={16} aria-label={t('common.chosen')} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
