import type { ApiKeyRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { removeKey } from './queries.ts'

export function RemoveKeyDialog({ entry, onClose }: { entry: ApiKeyRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const { name, last_used_at: used } = entry
  const submission = useSubmit([])
  const submit = async () => {
    if (await submission.run(() => removeKey(client, entry.id))) onClose(t('apiKeys.removed', { name }))
  }
  return (
    <Dialog title={t('apiKeys.removeTitle', { name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('apiKeys.remove')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('apiKeys.removeText', { name, hint: entry.hint })}</p>
        <p className="muted">
          {used === null ? t('apiKeys.removeUnused') : t('apiKeys.removeUsed', { when: formats.dateTime(Date.parse(used)) })}
        </p>
      </DialogForm>
    </Dialog>
  )
}
