import type { HostSummary } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { deleteHost } from './changes.ts'

/** Cannot be undone, so the name has to be typed. */
export function DeleteHostDialog({ summary, onClose }: { summary: HostSummary; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { id, name } = summary
  const [typed, setTyped] = useState('')
  const submission = useSubmit(['confirm'] as const)
  const submit = async () => {
    if (!submission.check(typed.trim() === name ? {} : { confirm: t('hostPage.settings.nameDiffers') })) return
    if (!(await submission.run(() => deleteHost(id, name)))) return
    await navigate('/')
    await client.invalidateQueries({ queryKey: ['hosts'] })
    client.removeQueries({ queryKey: ['host', id] })
  }
  return (
    <Dialog title={t('hostPage.settings.deleteAsk', { name })} onClose={onClose}>
      <DialogForm {...submission} submit={t('hostPage.settings.deleteDo')} danger onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('hostPage.settings.deleteText')}</p>
        <TextInput
          data-autofocus
          name="confirm"
          label={<Trans i18nKey="hostPage.settings.deleteType" values={{ name }} components={{ strong: <strong /> }} />}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          error={submission.errors.confirm}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            submission.clear('confirm')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
