import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp, IconTrash } from '../../app/icons.ts'
import type { Errors } from '../../app/use-submit.ts'
import { HoursField } from './hours-field.tsx'
import { ParticipantsField } from './participants-field.tsx'
import type { LayerDraft, Unit } from './schedule-draft.ts'
import styles from './schedule-form.module.css'

interface LayerFieldsProps {
  readonly layer: LayerDraft
  readonly index: number
  readonly count: number
  readonly errors: Errors<string>
  readonly onChange: (change: Partial<LayerDraft>) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

const UNITS: readonly Unit[] = ['hour', 'day', 'week']
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

export function LayerFields({ layer, index, count, errors, onChange, onMove, onRemove }: LayerFieldsProps) {
  const { t } = useTranslation()
  const path = `layers.${index}`
  const name = layer.name || t('onCall.layer', { number: index + 1 })
  const actions = [
    { key: 'up', icon: IconArrowUp, off: index === 0, act: () => onMove(-1) },
    { key: 'down', icon: IconArrowDown, off: index === count - 1, act: () => onMove(1) },
    { key: 'remove', icon: IconTrash, off: count === 1, act: onRemove },
  ]
  return (
    <section className={styles.layer} aria-label={name}>
      <div className={styles.layerHead}>
        <h2>{t('onCall.layer', { number: index + 1 })}</h2>
        {index > 0 && <span className="muted">{t('onCall.overrules')}</span>}
        <div className={styles.layerActions}>
          {actions.map(({ key, icon: Icon, off, act }) => (
            <ActionIcon
              key={key}
              variant="subtle"
              color="gray"
              size="lg"
              disabled={off}
              aria-label={t(`onCall.layerAction.${key}`, { name })}
              onClick={act}
            >
              <Icon size={18} aria-hidden />
            </ActionIcon>
          ))}
        </div>
      </div>
      <TextInput
        name={`${path}.name`}
        label={t('onCall.layerName')}
        autoComplete="off"
        maxLength={100}
        value={layer.name}
        error={errors[`${path}.name`]}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <ParticipantsField
        name={`${path}.participants`}
        value={layer.participants}
        error={errors[`${path}.participants`]}
        onChange={(participants) => onChange({ participants })}
      />
      <TurnFields path={path} layer={layer} errors={errors} onChange={onChange} />
      <HoursField path={`${path}.hours`} value={layer.hours} errors={errors} onChange={(hours) => onChange({ hours })} />
    </section>
  )
}

function TurnFields({ path, layer, errors, onChange }: Pick<LayerFieldsProps, 'layer' | 'errors' | 'onChange'> & { path: string }) {
  const { t } = useTranslation()
  const input = (field: 'handoff' | 'start', type: string) => (
    <TextInput
      name={`${path}.${field}`}
      type={type}
      label={t(`onCall.${field}`)}
      value={layer[field]}
      error={errors[`${path}.${field}`]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <div className={styles.pair}>
      <NumberInput
        name={`${path}.rotation.every`}
        label={t('onCall.every')}
        min={1}
        max={365}
        clampBehavior="strict"
        value={layer.every}
        error={errors[`${path}.rotation.every`]}
        onChange={(every) => onChange({ every: Number(every) || 1 })}
      />
      <NativeSelect
        label={t('onCall.unit')}
        data={UNITS.map((unit) => ({ value: unit, label: t(`onCall.units.${unit}`, { count: layer.every }) }))}
        value={layer.unit}
        onChange={(event) => onChange({ unit: event.currentTarget.value as Unit })}
      />
      {layer.unit === 'week' && (
        <NativeSelect
          name={`${path}.weekday`}
          label={t('onCall.weekday')}
          data={WEEK.map((day) => ({ value: String(day), label: t(`maintenance.day.${day}`) }))}
          value={String(layer.weekday)}
          error={errors[`${path}.weekday`]}
          onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
        />
      )}
      {input('handoff', 'time')}
      {input('start', 'date')}
    </div>
  )
}
