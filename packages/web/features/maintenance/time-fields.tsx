import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Errors } from '../../app/use-submit.ts'
import { DaysField, ZoneField } from '../rules/clock-fields.tsx'
import type { Every, Field, WindowDraft } from './draft.ts'
import styles from './maintenance.module.css'

interface TimeFieldsProps {
  readonly draft: WindowDraft
  readonly errors: Errors<Field>
  readonly onChange: (change: Partial<WindowDraft>) => void
}

const EVERY: readonly Every[] = ['once', 'week', 'month']

/** When: once, or over and over on the clock of a time zone. */
export function TimeFields({ draft, errors, onChange }: TimeFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('maintenance.repeats')}
        data={EVERY.map((each) => ({ value: each, label: t(`maintenance.every.${each}`) }))}
        value={draft.every}
        onChange={(every) => onChange({ every: every as Every })}
      />
      {draft.every === 'once' ? (
        <OnceFields draft={draft} errors={errors} onChange={onChange} />
      ) : (
        <RecurringFields draft={draft} errors={errors} onChange={onChange} />
      )}
    </>
  )
}

function OnceFields({ draft, errors, onChange }: TimeFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.pair}>
      {(['from', 'to'] as const).map((field) => (
        <TextInput
          key={field}
          name={field}
          type="datetime-local"
          label={t(`maintenance.${field}`)}
          value={draft[field]}
          error={errors[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}

function RecurringFields({ draft, errors, onChange }: TimeFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      {draft.every === 'week' ? (
        <DaysField days={draft.days} error={errors.days} onChange={(days) => onChange({ days })} />
      ) : (
        <NumberInput
          name="day"
          label={t('maintenance.dayOfMonth')}
          description={t('maintenance.dayText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={1}
          max={31}
          clampBehavior="strict"
          value={draft.day}
          error={errors.day}
          onChange={(day) => onChange({ day: Number(day) || 1 })}
        />
      )}
      <div className={styles.triple}>
        <TextInput
          name="start"
          type="time"
          label={t('maintenance.start')}
          value={draft.start}
          error={errors.start}
          onChange={(event) => onChange({ start: event.currentTarget.value })}
        />
        <NumberInput
          name="hours"
          label={t('maintenance.hours')}
          min={0}
          max={167}
          clampBehavior="strict"
          value={draft.hours}
          onChange={(hours) => onChange({ hours: Number(hours) || 0 })}
        />
        <NumberInput
          name="minutes"
          label={t('maintenance.minutes')}
          min={0}
          max={59}
          clampBehavior="strict"
          value={draft.minutes}
          error={errors.minutes}
          onChange={(minutes) => onChange({ minutes: Number(minutes) || 0 })}
        />
      </div>
      <ZoneField zone={draft.zone} error={errors.zone} onChange={(zone) => onChange({ zone })} />
    </>
  )
}
