import { ABOUT_LENGTH, type ImpactScopeRow, NAME_LENGTH } from '@hyperion/wire/services'
import { Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { save } from '../services/queries.ts'

export function ScopeDialog({ scope, onClose }: { scope: ImpactScopeRow | null; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(scope?.name ?? '')
  const [description, setDescription] = useState(scope?.description ?? '')
  const submission = useSubmit(['name', 'description'] as const)
  const submit = async () => {
    if (!submission.check(name.trim() === '' ? { name: t('catalog.nameMissing') } : {})) return
    const done = await submission.run(() => save(client, 'impact-scopes', scope?.id ?? null, { name, description }))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(scope ? 'tags.editScope' : 'tags.addScope')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          placeholder={t('tags.scopeExample')}
          autoComplete="off"
          maxLength={NAME_LENGTH}
          value={name}
          error={submission.errors.name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            submission.clear('name')
          }}
        />
        <Textarea
          name="description"
          label={t('catalog.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={ABOUT_LENGTH}
          value={description}
          error={submission.errors.description}
          onChange={(event) => {
            setDescription(event.currentTarget.value)
            submission.clear('description')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
