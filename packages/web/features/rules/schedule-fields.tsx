import type { Schedule } from '@hyperion/wire/thresholds'
import { Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DaysField, ownZone, ZoneField } from './clock-fields.tsx'
import styles from './rules.module.css'

interface ScheduleFieldsProps {
  readonly schedule: Schedule | null
  readonly errors: Readonly<Partial<Record<'schedule.days' | 'schedule.from' | 'schedule.to' | 'schedule.zone', string>>>
  readonly onChange: (schedule: Schedule | null) => void
}

const WORKING_HOURS = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' } as const

/** The hours that a rule acts in; always, unless they are given. */
export function ScheduleFields({ schedule, errors, onChange }: ScheduleFieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.fields}>
      <legend>{t('rules.hours')}</legend>
      <Switch
        label={t('rules.onlyThen')}
        checked={schedule !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? { ...WORKING_HOURS, zone: ownZone() } : null)}
      />
      {schedule && (
        <>
          <DaysField days={schedule.days} error={errors['schedule.days']} onChange={(days) => onChange({ ...schedule, days })} />
          <div className={styles.pair}>
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                name={`schedule.${end}`}
                label={t(`rules.${end}`)}
                value={schedule[end]}
                error={errors[`schedule.${end}`]}
                onChange={(event) => onChange({ ...schedule, [end]: event.currentTarget.value })}
              />
            ))}
          </div>
          {schedule.from >= schedule.to && (
            <p className={styles.hint}>{t(schedule.from === schedule.to ? 'rules.allDay' : 'rules.overnight')}</p>
          )}
          <ZoneField zone={schedule.zone} error={errors['schedule.zone']} onChange={(zone) => onChange({ ...schedule, zone })} />
        </>
      )}
    </fieldset>
  )
}
