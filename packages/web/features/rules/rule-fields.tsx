import { NativeSelect, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { unitSuffix } from './amount-input.ts'
import { type FieldErrors, type FieldName, KINDS, type Metrics, ofKind, type RuleDraft, unitOf } from './draft.ts'
import { HostFields } from './host-fields.tsx'
import { metricName } from './rule-words.ts'
import styles from './rules.module.css'
import { ScheduleFields } from './schedule-fields.tsx'

export interface RuleFieldsProps {
  readonly draft: RuleDraft
  readonly errors: FieldErrors
  readonly metrics: Metrics
  /** One that comes with Hyperion stays of its kind. */
  readonly fixedKind: boolean
  /** Changes a part, and no longer complains about these fields. */
  readonly onChange: (part: Partial<RuleDraft>, ...fields: readonly FieldName[]) => void
}

export function RuleFields(props: RuleFieldsProps) {
  const { t } = useTranslation()
  const { draft, errors, onChange } = props
  return (
    <>
      <TextInput
        name="name"
        label={t('rules.name')}
        placeholder={t('rules.nameExample')}
        autoComplete="off"
        maxLength={100}
        value={draft.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value }, 'name')}
      />
      <WatchFields {...props} />
      <LevelFields {...props} />
      <TimingFields {...props} />
      <fieldset className={styles.fields}>
        <legend>{t('rules.where')}</legend>
        <HostFields hosts={draft.hosts} tags={draft.tags} errors={errors} onChange={(part) => onChange(part, 'hosts', 'tags')} />
      </fieldset>
      <ScheduleFields
        schedule={draft.schedule}
        errors={errors}
        onChange={(schedule) => onChange({ schedule }, 'schedule.days', 'schedule.from', 'schedule.to', 'schedule.zone')}
      />
    </>
  )
}

function WatchFields({ draft, errors, metrics, fixedKind, onChange }: RuleFieldsProps) {
  const { t } = useTranslation()
  const groups = [...Map.groupBy(metrics, (metric) => metric.group)].map(([group, items]) => ({
    group: t(`rules.group.${group}`),
    items: items.map((metric) => ({ value: metric.id, label: metricName(t, metric.id) })),
  }))
  const chosen = metrics.find((metric) => metric.id === draft.metric)
  const instance =
    draft.kind === 'metric' ? (chosen?.instance ?? 'host') : { filling: 'mount', silent: 'host', unit_failed: 'unit' }[draft.kind]
  return (
    <fieldset className={styles.fields}>
      <legend>{t('rules.what')}</legend>
      <NativeSelect
        name="kind"
        label={t('rules.watches')}
        description={t(`rules.kindText.${draft.kind}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={fixedKind}
        data={KINDS.map((kind) => ({ value: kind, label: t(`rules.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(event) => onChange(ofKind(draft, event.currentTarget.value as RuleDraft['kind']), 'metric', 'warning', 'critical')}
      />
      {draft.kind === 'metric' && (
        <NativeSelect
          name="metric"
          label={t('rules.metric')}
          data={[{ value: '', label: t('rules.choose') }, ...groups]}
          value={draft.metric}
          error={errors.metric}
          onChange={(event) => onChange({ metric: event.currentTarget.value }, 'metric', 'warning', 'critical')}
        />
      )}
      {instance !== 'host' && (
        <TextInput
          name="instances"
          label={t(`rules.instances.${instance}`)}
          description={t('rules.instancesText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          spellCheck={false}
          value={draft.instances}
          error={errors.instances}
          onChange={(event) => onChange({ instances: event.currentTarget.value }, 'instances')}
        />
      )}
    </fieldset>
  )
}

function LevelFields({ draft, errors, metrics, onChange }: RuleFieldsProps) {
  const { t } = useTranslation()
  const unit = unitOf(draft, metrics)
  const word = draft.kind === 'metric' ? draft.condition : draft.kind
  const bytes = unit.startsWith('bytes')
  return (
    <fieldset className={styles.fields}>
      <legend>{t('rules.when')}</legend>
      {draft.kind === 'metric' && (
        <SegmentedControl
          aria-label={t('rules.condition')}
          data={(['above', 'below'] as const).map((each) => ({ value: each, label: t(`rules.conditions.${each}`) }))}
          value={draft.condition}
          onChange={(value) => onChange({ condition: value as RuleDraft['condition'] }, 'warning', 'critical')}
          transitionDuration={100}
        />
      )}
      <div className={styles.pair}>
        {(['warning', 'critical'] as const).map((level) => (
          <TextInput
            key={level}
            name={level}
            label={t(`rules.levelLabel.${word}`, { level: t(`state.${level}`) })}
            placeholder={t(bytes ? 'rules.bytesExample' : 'rules.noLevel')}
            inputMode={bytes ? 'text' : 'decimal'}
            autoComplete="off"
            rightSection={<span className={styles.unit}>{unitSuffix(unit)}</span>}
            rightSectionWidth={48}
            value={draft[level]}
            error={errors[level]}
            onChange={(event) => onChange({ [level]: event.currentTarget.value }, 'warning', 'critical')}
          />
        ))}
      </div>
    </fieldset>
  )
}

function TimingFields({ draft, errors, metrics, onChange }: RuleFieldsProps) {
  const { t } = useTranslation()
  const unit = unitOf(draft, metrics)
  return (
    <fieldset className={styles.fields}>
      <legend>{t('rules.how')}</legend>
      <div className={styles.pair}>
        <NumberField
          name="for_seconds"
          label={t('rules.for')}
          unit="min"
          value={draft.minutes}
          error={errors.for_seconds}
          onChange={(minutes) => onChange({ minutes }, 'for_seconds')}
        />
        {draft.kind !== 'silent' && draft.kind !== 'unit_failed' && (
          <NumberField
            name="margin"
            label={t('rules.margin')}
            unit={unitSuffix(unit)}
            value={draft.margin}
            error={errors.margin}
            onChange={(margin) => onChange({ margin }, 'margin')}
          />
        )}
      </div>
      <p className={styles.hint}>{t('rules.howText')}</p>
      {draft.kind === 'metric' && (
        <>
          <Switch
            label={t('rules.noData')}
            checked={draft.noData}
            onChange={(event) => onChange({ noData: event.currentTarget.checked }, 'no_data_minutes')}
          />
          {draft.noData && (
            <NumberField
              name="no_data_minutes"
              label={t('rules.noDataAfter')}
              unit="min"
              value={draft.noDataMinutes}
              error={errors.no_data_minutes}
              onChange={(noDataMinutes) => onChange({ noDataMinutes }, 'no_data_minutes')}
            />
          )}
        </>
      )}
    </fieldset>
  )
}

interface NumberFieldProps {
  readonly name: FieldName
  readonly label: string
  readonly unit: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function NumberField({ unit, onChange, ...rest }: NumberFieldProps) {
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span className={styles.unit}>{unit}</span>}
      rightSectionWidth={48}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
