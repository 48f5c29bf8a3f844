import { nextDue } from '@hyperion/wire/reports'
import type { ReportScheduleRow } from '@hyperion/wire/web'
import { Checkbox, NativeSelect, NumberInput, SegmentedControl, Switch, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../app/i18n/index.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { type Errors, useSubmit } from '../../app/use-submit.ts'
import { useHosts } from '../hosts/queries.ts'
import { ownZone, ZoneField } from '../rules/clock-fields.tsx'
import { HostFields } from '../rules/host-fields.tsx'
import { saveSchedule } from './queries.ts'
import { FormatAndLanguage, Labelled } from './report-dialog.tsx'
import { spokenText } from './report-words.ts'
import styles from './reports.module.css'
import { draftErrors, draftOf, emptyDraft, FIELDS, type Field, requestOf, type ScheduleDraft, timingOf } from './schedule-draft.ts'

interface ScheduleDialogProps {
  /** Null for a new one. */
  readonly schedule: ReportScheduleRow | null
  readonly onClose: (said?: string) => void
}

type Change = (changes: Partial<ScheduleDraft>) => void

/** The fields of the form that the hub names otherwise. */
const HUB_NAMES: Partial<Record<keyof ScheduleDraft, Field>> = {
  weekday: 'timing.weekday',
  day: 'timing.day',
  time: 'timing.time',
  zone: 'timing.zone',
}

export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState<ScheduleDraft>(() => (schedule ? draftOf(schedule) : emptyDraft(ownZone(), currentLanguage())))
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const change: Change = (changes) => {
    setDraft((before) => ({ ...before, ...changes }))
    for (const name of Object.keys(changes) as (keyof ScheduleDraft)[]) submission.clear(HUB_NAMES[name] ?? (name as Field))
  }
  const submit = async () => {
    const found = Object.entries(draftErrors(draft)).map(([field, key]) => [field, t(key)] as const)
    if (!submission.check(Object.fromEntries(found))) return
    const done = await submission.run(() => saveSchedule(client, schedule?.id ?? null, requestOf(draft)))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(schedule ? 'reports.schedule.edit' : 'reports.schedule.add')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          placeholder={t('reports.schedule.nameExample')}
          autoComplete="off"
          maxLength={100}
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TimingFields draft={draft} errors={errors} onChange={change} />
        <NativeSelect
          name="range"
          label={t('reports.range')}
          description={t('reports.schedule.rangeText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={(['day', 'week', 'month'] as const).map((value) => ({ value, label: t(`reports.schedule.ranges.${value}`) }))}
          value={draft.range}
          onChange={(event) => change({ range: event.currentTarget.value as ScheduleDraft['range'] })}
        />
        <HostFields hosts={draft.hosts} tags={draft.tags} errors={errors} onChange={change} />
        <RecipientsField recipients={draft.recipients} error={errors.recipients} onChange={(recipients) => change({ recipients })} />
        <FormatAndLanguage format={draft.format} language={draft.language} onChange={change} />
        <Checkbox
          label={t('reports.containers')}
          checked={draft.containers}
          onChange={(event) => change({ containers: event.currentTarget.checked })}
        />
        <Switch
          label={t('reports.schedule.enabled')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        {Object.keys(draftErrors({ ...draft, name: '-' })).length === 0 && <Spoken draft={draft} />}
      </DialogForm>
    </Dialog>
  )
}

/** What will be sent when and to whom, as people say it. */
function Spoken({ draft }: { draft: ScheduleDraft }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const hosts = useHosts().data?.hosts ?? []
  const timing = timingOf(draft)
  const words = spokenText(t, { ...draft, timing }, hosts)
  return (
    <p className={styles.spoken} aria-live="polite">
      {draft.enabled ? t('reports.schedule.spokenNext', { words, next: formats.moment(nextDue(timing, Date.now())) }) : words}
    </p>
  )
}

function RecipientsField({
  recipients,
  error,
  onChange,
}: {
  recipients: readonly string[]
  error: string | undefined
  onChange: (to: readonly string[]) => void
}) {
  const { t } = useTranslation()
  return (
    <TagsInput
      name="recipients"
      label={t('reports.schedule.recipients')}
      description={t('reports.schedule.recipientsText')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={recipients.length === 0 ? 'ops@example.org' : ''}
      splitChars={[',', ';', ' ']}
      maxTags={20}
      inputMode="email"
      value={[...recipients]}
      error={error}
      onChange={(chosen) => onChange(chosen.map((address) => address.trim()).filter((address) => address !== ''))}
    />
  )
}

const EVERY = ['day', 'week', 'month'] as const
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

function TimingFields({ draft, errors, onChange }: { draft: ScheduleDraft; errors: Errors<Field>; onChange: Change }) {
  const { t } = useTranslation()
  return (
    <>
      <Labelled label={t('maintenance.repeats')}>
        <SegmentedControl
          fullWidth
          aria-label={t('maintenance.repeats')}
          data={EVERY.map((each) => ({ value: each, label: t(`reports.schedule.every.${each}`) }))}
          value={draft.every}
          onChange={(every) => onChange({ every: every as ScheduleDraft['every'] })}
        />
      </Labelled>
      <div className={styles.pair}>
        {draft.every === 'week' && (
          <NativeSelect
            name="timing.weekday"
            label={t('reports.schedule.weekday')}
            data={WEEK.map((day) => ({ value: String(day), label: t(`maintenance.day.${day}`) }))}
            value={String(draft.weekday)}
            error={errors['timing.weekday']}
            onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
          />
        )}
        {draft.every === 'month' && (
          <NumberInput
            name="timing.day"
            label={t('maintenance.dayOfMonth')}
            description={t('maintenance.dayText')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={1}
            max={31}
            clampBehavior="strict"
            value={draft.day}
            error={errors['timing.day']}
            onChange={(day) => onChange({ day: Number(day) || 1 })}
          />
        )}
        <TextInput
          name="timing.time"
          type="time"
          label={t('reports.schedule.time')}
          value={draft.time}
          error={errors['timing.time']}
          onChange={(event) => onChange({ time: event.currentTarget.value })}
        />
      </div>
      <ZoneField zone={draft.zone} error={errors['timing.zone']} onChange={(zone) => onChange({ zone })} />
    </>
  )
}
