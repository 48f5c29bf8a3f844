import type { LayerHoursFields } from '@hyperion/wire/web'
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../app/icons.ts'
import type { Errors } from '../../app/use-submit.ts'
import { DaysField } from '../rules/clock-fields.tsx'
import { PRESETS } from './schedule-draft.ts'
import styles from './schedule-form.module.css'

interface HoursFieldProps {
  /** The field of the hub. */
  readonly path: string
  readonly value: readonly LayerHoursFields[]
  readonly errors: Errors<string>
  readonly onChange: (value: readonly LayerHoursFields[]) => void
}

const NAMES = ['always', 'work', 'nights', 'weekends'] as const

/** When a layer applies. */
export function HoursField({ path, value, errors, onChange }: HoursFieldProps) {
  const { t } = useTranslation()
  const preset = NAMES.find((name) => JSON.stringify(PRESETS[name]) === JSON.stringify(value)) ?? 'custom'
  const choose = (name: string) => {
    const known = NAMES.find((each) => each === name)
    onChange(known ? PRESETS[known] : [...(value.length > 0 ? value : PRESETS.work), { days: [6], from: '10:00', to: '16:00' }])
  }
  return (
    <>
      <NativeSelect
        name={path}
        label={t('onCall.applies')}
        data={[...NAMES, 'custom'].map((name) => ({ value: name, label: t(`onCall.hours.${name}`) }))}
        value={preset}
        error={errors[path]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {value.map((hours, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name
        <fieldset key={i} className={styles.hours}>
          <legend className="visually-hidden">{t('onCall.hours.nth', { number: i + 1 })}</legend>
          <DaysField
            days={hours.days}
            error={errors[`${path}.${i}.days`]}
            onChange={(days) => onChange(value.with(i, { ...hours, days }))}
          />
          <div className={styles.clock}>
            {(['from', 'to'] as const).map((field) => (
              <TextInput
                key={field}
                name={`${path}.${i}.${field}`}
                type="time"
                label={t(`onCall.hours.${field}`)}
                value={hours[field]}
                error={errors[`${path}.${i}.${field}`]}
                onChange={(event) => onChange(value.with(i, { ...hours, [field]: event.currentTarget.value }))}
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('onCall.hours.remove', { number: i + 1 })}
              onClick={() => onChange(value.toSpliced(i, 1))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </div>
        </fieldset>
      ))}
      {value.length > 0 && (
        <div>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => onChange([...value, { days: [6, 7], from: '10:00', to: '16:00' }])}
          >
            {t('onCall.hours.add')}
          </Button>
        </div>
      )}
    </>
  )
}
