import { type IncidentAnswer, TITLE_LENGTH } from '@hyperion/wire/incidents'
import { MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../../app/shell/dialog.tsx'
import { useSubmit } from '../../../app/use-submit.ts'
import { useCollection } from '../../services/queries.ts'
import { changeIncident } from '../queries.ts'

const FIELDS = ['title', 'description', 'impacted_scopes', 'resolution_note', 'root_cause'] as const
type Texts = Pick<IncidentAnswer, 'title' | 'description' | 'resolution_note' | 'root_cause'>

/** The words of an incident and what it touches. */
export function EditDialog({ incident, onClose }: { incident: IncidentAnswer; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { title, description, resolution_note, root_cause } = incident
  const [texts, setTexts] = useState<Texts>({ title, description, resolution_note, root_cause })
  const [scopes, setScopes] = useState(incident.impacted_scopes.map(({ id }) => id))
  const known = useCollection('impact-scopes').data ?? incident.impacted_scopes
  const submission = useSubmit(FIELDS)
  const over = incident.status === 'RESOLVED'
  const change = (field: keyof Texts) => (value: string) => {
    setTexts((before) => ({ ...before, [field]: value }))
    submission.clear(field)
  }
  const submit = async () => {
    if (!submission.check(texts.title.trim() === '' ? { title: t('form.required') } : {})) return
    const body = { ...texts, title: texts.title.trim(), impacted_scopes: scopes }
    if (await submission.run(() => changeIncident(client, incident.short_id, body))) onClose()
  }
  const area = (field: Exclude<keyof Texts, 'title'>, label: string) => (
    <Textarea
      name={field}
      label={label}
      autosize
      minRows={2}
      maxRows={8}
      value={texts[field]}
      error={submission.errors[field]}
      onChange={(event) => change(field)(event.currentTarget.value)}
    />
  )
  return (
    <Dialog title={t('incidents.editTitle', { id: incident.short_id })} onClose={onClose}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={onClose}>
        <TextInput
          data-autofocus
          name="title"
          label={t('incidents.field.title')}
          maxLength={TITLE_LENGTH}
          value={texts.title}
          error={submission.errors.title}
          onChange={(event) => change('title')(event.currentTarget.value)}
        />
        {area('description', t('incidents.field.description'))}
        <MultiSelect
          name="impacted_scopes"
          label={t('incidents.field.scopes')}
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          value={scopes}
          error={submission.errors.impacted_scopes}
          searchable
          onChange={setScopes}
        />
        {over && area('resolution_note', t('incidents.field.note'))}
        {over && area('root_cause', t('incidents.field.cause'))}
      </DialogForm>
    </Dialog>
  )
}
