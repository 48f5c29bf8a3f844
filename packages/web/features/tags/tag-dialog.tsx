import { DEFAULT_TAG_COLOR, TAG_NAME_LENGTH, type TagRow } from '@hyperion/wire/services'
import { ColorInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { save } from '../services/queries.ts'

const SWATCHES = [DEFAULT_TAG_COLOR, '#dc3545', '#fd7e14', '#ffc107', '#198754', '#0dcaf0', '#0d6efd', '#6f42c1', '#d63384']

export function TagDialog({ tag, onClose }: { tag: TagRow | null; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(tag?.name ?? '')
  const [color, setColor] = useState(tag?.color ?? DEFAULT_TAG_COLOR)
  const submission = useSubmit(['name', 'color'] as const)
  const submit = async () => {
    if (!submission.check(name.trim() === '' ? { name: t('catalog.nameMissing') } : {})) return
    const done = await submission.run(() => save(client, 'tags', tag?.id ?? null, { name, color }))
    if (done) onClose(t('maintenance.saved', { name: done.answer.name }))
  }
  return (
    <Dialog title={t(tag ? 'tags.edit' : 'tags.add')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <TextInput
          data-autofocus
          name="name"
          label={t('maintenance.name')}
          placeholder="postmortem-required"
          autoComplete="off"
          maxLength={TAG_NAME_LENGTH}
          value={name}
          error={submission.errors.name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            submission.clear('name')
          }}
        />
        <ColorInput
          name="color"
          label={t('tags.color')}
          format="hex"
          swatches={SWATCHES}
          swatchesPerRow={9}
          withEyeDropper={false}
          value={color}
          error={submission.errors.color}
          onChange={(next) => {
            setColor(next)
            submission.clear('color')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
