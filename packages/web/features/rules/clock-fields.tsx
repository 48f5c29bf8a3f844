import { Checkbox, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './rules.module.css'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
const ZONES = Intl.supportedValuesOf('timeZone')

/** The time zone of this device. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

interface DaysFieldProps {
  /** 1 is Monday. */
  readonly days: readonly number[]
  readonly error: string | undefined
  readonly onChange: (days: readonly number[]) => void
}

export function DaysField({ days, error, onChange }: DaysFieldProps) {
  const { t } = useTranslation()
  return (
    <Checkbox.Group
      label={t('maintenance.days')}
      value={days.map(String)}
      error={error}
      onChange={(chosen) => onChange(chosen.map(Number).sort((a, b) => a - b))}
    >
      <div className={styles.days}>
        {WEEK.map((day) => (
          <Checkbox key={day} name="days" value={String(day)} label={t(`maintenance.day.${day}`)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

interface ZoneFieldProps {
  readonly zone: string
  readonly error: string | undefined
  readonly onChange: (zone: string) => void
}

export function ZoneField({ zone, error, onChange }: ZoneFieldProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('maintenance.zone')}
      data={[...new Set([zone, ...ZONES])]}
      value={zone}
      error={error}
      searchable
      allowDeselect={false}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  )
}
