import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { removeGoogleDocs } from './queries.ts'

export function RemoveGoogleDocsDialog({ onRemoved, onClose }: { onRemoved: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const submit = async () => {
    if (!(await submission.run(() => removeGoogleDocs(client)))) return
    onRemoved()
    onClose()
  }
  return (
    <Dialog title={t('googleDocs.removeTitle')} onClose={onClose}>
      <DialogForm {...submission} danger submit={t('googleDocs.remove')} onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('googleDocs.removeText')}</p>
      </DialogForm>
    </Dialog>
  )
}
