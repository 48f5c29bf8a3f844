import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { removeSlack } from './queries.ts'

export function RemoveSlackDialog({ onRemoved, onClose }: { onRemoved: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const submit = async () => {
    if (!(await submission.run(() => removeSlack(client)))) return
    onRemoved()
    onClose()
  }
  return (
    <Dialog title={t('slack.removeTitle')} onClose={onClose}>
      <DialogForm {...submission} danger submit={t('slack.remove')} onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('slack.removeText')}</p>
      </DialogForm>
    </Dialog>
  )
}
