import { ABOUT_LENGTH, NAME_LENGTH, SLACK_CHANNEL_LENGTH, type TeamRow } from '@hyperion/wire/services'
import { MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useUsers } from '../users/queries.ts'
import { save } from './queries.ts'

const FIELDS = ['name', 'description', 'slack_channel_id', 'members'] as const
type Field = (typeof FIELDS)[number]

interface Draft {
  readonly name: string
  readonly description: string
  readonly slack_channel_id: string
  readonly members: readonly number[]
}

export function TeamDialog({ team, onClose }: { team: TeamRow | null; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const users = useUsers().data?.users ?? team?.members ?? []
  const [draft, setDraft] = useState<Draft>(() => draftOf(team))
  const submission = useSubmit(FIELDS)
  const { errors } = submission
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }))
    for (const field of Object.keys(part)) submission.clear(field as Field)
  }
  const submit = async () => {
    if (!submission.check(draft.name.trim() === '' ? { name: t('catalog.nameMissing') } : {})) return
    const body = { ...draft, slack_channel_id: draft.slack_channel_id.trim() || null }
    const done = await submission.run(() => save(client, 'teams', team?.id ?? null, body))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(team ? 'services.editTeam' : 'services.addTeam')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          placeholder="SRE Core"
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <MultiSelect
          name="members"
          label={t('services.members')}
          data={users.map(({ id, username }) => ({ value: String(id), label: username }))}
          value={draft.members.map(String)}
          error={errors.members}
          searchable
          onChange={(members) => change({ members: members.map(Number) })}
        />
        <TextInput
          name="slack_channel_id"
          label={t('services.slackChannel')}
          description={t('services.slackText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="C0123456789"
          autoComplete="off"
          spellCheck={false}
          maxLength={SLACK_CHANNEL_LENGTH}
          value={draft.slack_channel_id}
          error={errors.slack_channel_id}
          onChange={(event) => change({ slack_channel_id: event.currentTarget.value })}
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

function draftOf(team: TeamRow | null): Draft {
  if (!team) return { name: '', description: '', slack_channel_id: '', members: [] }
  const { name, description, slack_channel_id, members } = team
  return { name, description, slack_channel_id: slack_channel_id ?? '', members: members.map(({ id }) => id) }
}
