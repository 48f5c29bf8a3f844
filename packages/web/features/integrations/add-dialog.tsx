import type { IntegrationKind, IntegrationKindRow, NewIntegrationAnswer } from '@hyperion/wire/inbound'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { Snippet } from '../prometheus/snippet.tsx'
import { OneTimeSecret } from '../users/one-time-secret.tsx'
import { addIntegration, useKinds } from './queries.ts'

/** Kind, then name, then the token with what to paste. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const kinds = useKinds()
  const [made, setMade] = useState<NewIntegrationAnswer | null>(null)
  const list = kinds.data?.results
  return (
    <Dialog title={t('integrations.add')} onClose={onClose}>
      {made ? (
        <TokenShown made={made} kinds={list ?? []} onDone={() => void navigate(`/settings/integrations/${made.id}`)} />
      ) : list ? (
        <AddForm kinds={list} onMade={setMade} onClose={onClose} />
      ) : kinds.isError ? (
        <PanelFailure error={kinds.error} retry={() => void kinds.refetch()} />
      ) : (
        <PanelSkeleton height={160} />
      )}
    </Dialog>
  )
}

interface AddFormProps {
  readonly kinds: readonly IntegrationKindRow[]
  readonly onMade: (made: NewIntegrationAnswer) => void
  readonly onClose: () => void
}

function AddForm({ kinds, onMade, onClose }: AddFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [kind, setKind] = useState<IntegrationKind>('alertmanager')
  const [name, setName] = useState('')
  const submission = useSubmit(['kind', 'name'])
  const submit = async () => {
    if (!submission.check(name.trim() === '' ? { name: t('form.required') } : {})) return
    const done = await submission.run(() => addIntegration(client, { kind, name: name.trim() }))
    if (done) onMade(done.answer)
  }
  return (
    <DialogForm {...submission} submit={t('integrations.create')} onSubmit={() => void submit()} onCancel={onClose}>
      <NativeSelect
        data-autofocus
        name="kind"
        label={t('integrations.kind')}
        data={kinds.map((each) => ({ value: each.kind, label: each.label }))}
        value={kind}
        error={submission.errors.kind}
        onChange={(event) => setKind(event.currentTarget.value as IntegrationKind)}
      />
      <TextInput
        name="name"
        label={t('integrations.name')}
        placeholder={t('integrations.nameText')}
        autoComplete="off"
        maxLength={100}
        value={name}
        error={submission.errors.name}
        onChange={(event) => {
          setName(event.currentTarget.value)
          submission.clear('name')
        }}
      />
    </DialogForm>
  )
}

interface TokenShownProps {
  readonly made: NewIntegrationAnswer
  readonly kinds: readonly IntegrationKindRow[]
  readonly onDone: () => void
}

/** A new token, this once, already in the text to paste. */
export function TokenShown({ made, kinds, onDone }: TokenShownProps) {
  const { t } = useTranslation()
  const guide = kinds.find(({ kind }) => kind === made.kind)
  return (
    <OneTimeSecret
      said={t('integrations.made', { name: made.name })}
      label={t('integrations.token')}
      text={t('integrations.tokenText')}
      secret={made.token}
      onDone={onDone}
    >
      {guide && <Snippet label={guide.file} text={guide.snippet.replaceAll('YOUR_TOKEN', made.token)} />}
    </OneTimeSecret>
  )
}
