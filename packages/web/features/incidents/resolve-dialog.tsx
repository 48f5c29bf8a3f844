import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import type { Deeds, Subject } from './use-deeds.ts'

interface ResolveDialogProps {
  readonly incident: Subject & { readonly title: string }
  readonly deeds: Deeds
  readonly onClose: () => void
}

/** What ended it, and why it happened; both may be told later. */
export function ResolveDialog({ incident, deeds, onClose }: ResolveDialogProps) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const [cause, setCause] = useState('')
  const { form } = useSubmit([] as readonly never[])
  const submit = async () => {
    const words = { ...(note.trim() !== '' && { resolution_note: note.trim() }), ...(cause.trim() !== '' && { root_cause: cause.trim() }) }
    if (await deeds.act(incident, 'resolve', words)) onClose()
  }
  return (
    <Dialog title={t('incidents.resolveTitle', { id: incident.short_id })} onClose={onClose}>
      <DialogForm
        form={form}
        failure={null}
        busy={deeds.busy}
        submit={t('incidents.action.resolve')}
        onSubmit={() => void submit()}
        onCancel={onClose}
      >
        <p className="muted">{incident.title}</p>
        <Textarea
          data-autofocus
          name="resolution_note"
          label={t('incidents.field.note')}
          placeholder={t('incidents.noteExample')}
          autosize
          minRows={2}
          maxRows={8}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Textarea
          name="root_cause"
          label={t('incidents.field.cause')}
          placeholder={t('incidents.causeExample')}
          autosize
          minRows={2}
          maxRows={8}
          value={cause}
          onChange={(event) => setCause(event.currentTarget.value)}
        />
      </DialogForm>
    </Dialog>
  )
}
