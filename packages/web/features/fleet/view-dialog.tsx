import type { FleetViewRow, FleetViewSettings } from '@hyperion/wire/fleet'
import { Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { usePermitted } from '../session/session.ts'
import { saveView } from './view-queries.ts'

interface ViewDialogProps {
  /** Null for a new one. */
  readonly saved: FleetViewRow | null
  readonly view: FleetViewSettings
  readonly onSaved: (id: number) => void
  readonly onClose: () => void
}

/** What a saved view is called and whom it is for. */
export function ViewDialog({ saved, view, onSaved, onClose }: ViewDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayShare = usePermitted('config')
  const [name, setName] = useState(saved?.name ?? '')
  const [shared, setShared] = useState(saved?.shared ?? false)
  const submission = useSubmit(['name', 'shared'] as const, { CONFLICT: { field: 'name', text: t('fleet.viewTaken') } })
  const submit = async () => {
    if (!submission.check(name.trim() === '' ? { name: t('form.required') } : {})) return
    const done = await submission.run(() => saveView(client, saved?.id ?? null, { ...view, name: name.trim(), shared }))
    if (!done) return
    onSaved(done.answer.id)
    onClose()
  }
  return (
    <Dialog title={t(saved ? 'fleet.viewTitle' : 'fleet.newViewTitle')} onClose={onClose}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={onClose}>
        {!saved && <p className="muted">{t('fleet.viewText')}</p>}
        <TextInput
          data-autofocus
          name="name"
          label={t('fleet.viewName')}
          placeholder={t('fleet.viewExample')}
          autoComplete="off"
          maxLength={60}
          value={name}
          error={submission.errors.name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            submission.clear('name')
          }}
        />
        {mayShare && (
          <Switch
            name="shared"
            label={t('fleet.share')}
            description={t('fleet.shareText')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
      </DialogForm>
    </Dialog>
  )
}
