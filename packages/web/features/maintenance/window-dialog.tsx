import { nextSpan } from '@hyperion/wire/thresholds'
import type { MaintenanceRow } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { ownZone } from '../rules/clock-fields.tsx'
import { draftErrors, draftOf, emptyDraft, FIELDS, type Field, requestOf, type WindowDraft } from './draft.ts'
import { deleteWindow, saveWindow } from './queries.ts'
import { SubjectFields } from './subject-fields.tsx'
import { whenText } from './summary.ts'
import { TimeFields } from './time-fields.tsx'

interface WindowDialogProps {
  /** Null for a new one. */
  readonly window: MaintenanceRow | null
  readonly onClose: (said?: string) => void
}

export function WindowDialog({ window, onClose }: WindowDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState<WindowDraft>(() => initialDraft(window))
  const submission = useSubmit(FIELDS, { CONFLICT: { field: 'name', text: t('maintenance.taken') } })
  const change = (changes: Partial<WindowDraft>) => {
    setDraft((before) => ({ ...before, ...changes }))
    for (const field of Object.keys(changes)) submission.clear(field as Field)
  }
  const submit = async () => {
    const found = Object.entries(draftErrors(draft)).map(([field, key]) => [field, t(key)] as const)
    if (!submission.check(Object.fromEntries(found))) return
    const done = await submission.run(() => saveWindow(client, window?.id ?? null, requestOf(draft)))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(window ? 'maintenance.edit' : 'maintenance.add')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          placeholder={t('maintenance.nameExample')}
          autoComplete="off"
          value={draft.name}
          error={submission.errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TimeFields draft={draft} errors={submission.errors} onChange={change} />
        {Object.keys(draftErrors({ ...draft, name: draft.name || '-' })).length === 0 && <Spoken draft={draft} />}
        <SubjectFields value={draft} errors={submission.errors} onChange={change} />
      </DialogForm>
    </Dialog>
  )
}

/** The times as people say them, and when they come next. */
function Spoken({ draft }: { draft: WindowDraft }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { from = null, to = null, recurrence = null } = requestOf(draft)
  const next = recurrence && nextSpan({ from: null, to: null, recurrence }, Date.now())
  const when = whenText({ from, to, recurrence }, t, formats)
  return (
    <p className="muted" aria-live="polite">
      {next ? t('maintenance.spoken', { when, next: formats.moment(next.from) }) : when}
    </p>
  )
}

function initialDraft(window: MaintenanceRow | null): WindowDraft {
  const zone = ownZone()
  return window ? draftOf(window, Date.now(), zone) : emptyDraft(Date.now(), zone)
}

export function DeleteWindowDialog({ window, onClose }: { window: MaintenanceRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([] as const)
  const { id, name, current } = window
  const submit = async () => {
    if (await submission.run(() => deleteWindow(client, id))) onClose(t('maintenance.deleted', { name }))
  }
  return (
    <Dialog title={t('maintenance.deleteTitle', { name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('maintenance.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t(current ? 'maintenance.deleteActive' : 'maintenance.deleteText')}</p>
      </DialogForm>
    </Dialog>
  )
}
