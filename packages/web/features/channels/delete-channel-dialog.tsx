import type { ChannelRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { deleteChannel } from './queries.ts'

export function DeleteChannelDialog({ channel, onClose }: { channel: ChannelRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const { name } = channel
  const submit = async () => {
    if (await submission.run(() => deleteChannel(client, channel.id))) onClose(t('channels.deleted', { name }))
  }
  return (
    <Dialog title={t('channels.deleteTitle', { name })} onClose={onClose}>
      <DialogForm {...submission} danger submit={t('channels.delete')} onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('channels.deleteText')}</p>
      </DialogForm>
    </Dialog>
  )
}
