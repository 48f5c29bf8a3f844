import { ABOUT_LENGTH, CRITICALITIES, type Criticality, DEFAULT_CRITICALITY, NAME_LENGTH, type ServiceRow } from '@hyperion/wire/services'
import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useHosts } from '../hosts/queries.ts'
import { save, useCollection } from './queries.ts'

interface ServiceDialogProps {
  /** Null for a new one. */
  readonly service: ServiceRow | null
  readonly known: readonly ServiceRow[]
  readonly onClose: (said?: string) => void
}

const FIELDS = ['name', 'description', 'owner_team', 'criticality', 'runbook_url', 'hosts', 'escalation_policy'] as const
type Field = (typeof FIELDS)[number]

interface Draft {
  readonly name: string
  readonly description: string
  readonly owner_team: string
  readonly criticality: Criticality
  readonly escalation_policy: string
  readonly runbook_url: string
  readonly hosts: readonly number[]
}

export function ServiceDialog({ service, known, onClose }: ServiceDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const teams = useCollection('teams').data ?? []
  const policies = useCollection('escalation-policies').data ?? []
  const [draft, setDraft] = useState<Draft>(() => draftOf(service))
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    for (const field of Object.keys(part)) submission.clear(field as Field)
  }
  const submit = async () => {
    if (!submission.check(draft.name.trim() === '' ? { name: t('catalog.nameMissing') } : {})) return
    const nullable = { owner_team: draft.owner_team || null, escalation_policy: draft.escalation_policy || null }
    const body = { ...draft, ...nullable, runbook_url: draft.runbook_url.trim() || null }
    const done = await submission.run(() => save(client, 'services', service?.id ?? null, body))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(service ? 'services.edit' : 'services.add')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          description={t('services.nameText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="redis-prod"
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          name="criticality"
          label={t('services.criticality')}
          data={CRITICALITIES.map((value) => ({ value, label: t(`services.tier.${value}`) }))}
          value={draft.criticality}
          error={errors.criticality}
          onChange={(event) => change({ criticality: event.currentTarget.value as Criticality })}
        />
        <NativeSelect
          name="owner_team"
          label={t('services.owner')}
          data={[{ value: '', label: t('services.noOwner') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          value={draft.owner_team}
          error={errors.owner_team}
          onChange={(event) => change({ owner_team: event.currentTarget.value })}
        />
        <NativeSelect
          name="escalation_policy"
          label={t('paging.policy')}
          data={[{ value: '', label: t('paging.noPolicy') }, ...policies.map(({ id, name }) => ({ value: id, label: name }))]}
          value={draft.escalation_policy}
          error={errors.escalation_policy}
          onChange={(event) => change({ escalation_policy: event.currentTarget.value })}
        />
        <HostsField
          hosts={draft.hosts}
          error={errors.hosts}
          own={service?.id ?? null}
          known={known}
          onChange={(hosts) => change({ hosts })}
        />
        <TextInput
          name="runbook_url"
          type="url"
          label={t('services.runbookUrl')}
          placeholder="https://wiki.example.com/redis"
          autoComplete="off"
          value={draft.runbook_url}
          error={errors.runbook_url}
          onChange={(event) => change({ runbook_url: event.currentTarget.value })}
        />
        <Textarea
          name="description"
          label={t('catalog.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={ABOUT_LENGTH}
          value={draft.description}
          error={errors.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </DialogForm>
    </Dialog>
  )
}

function draftOf(service: ServiceRow | null): Draft {
  if (!service)
    return {
      name: '',
      description: '',
      owner_team: '',
      criticality: DEFAULT_CRITICALITY,
      escalation_policy: '',
      runbook_url: '',
      hosts: [],
    }
  const { name, description, owner_team, criticality, escalation_policy, runbook_url, hosts } = service
  const ids = { owner_team: owner_team?.id ?? '', escalation_policy: escalation_policy ?? '' }
  return { name, description, ...ids, criticality, runbook_url: runbook_url ?? '', hosts }
}

interface HostsFieldProps {
  readonly hosts: readonly number[]
  readonly error: string | undefined
  readonly own: string | null
  readonly known: readonly ServiceRow[]
  readonly onChange: (hosts: readonly number[]) => void
}

/** Says which hosts are of another service until now, and would be taken from it. */
function HostsField({ hosts, error, own, known, onChange }: HostsFieldProps) {
  const { t } = useTranslation()
  const list = useHosts().data?.hosts ?? []
  const taken = known.filter(({ id, hosts: theirs }) => id !== own && theirs.some((each) => hosts.includes(each)))
  const moves = taken.length > 0 ? t('services.hostsMove', { services: taken.map(({ name }) => name).join(', ') }) : null
  return (
    <MultiSelect
      name="hosts"
      label={t('maintenance.hosts')}
      description={moves ?? t('services.hostsText')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={list.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={hosts.map(String)}
      error={error}
      searchable
      onChange={(next) => onChange(next.map(Number))}
    />
  )
}
