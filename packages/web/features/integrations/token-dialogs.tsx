import type { IntegrationRow, NewIntegrationAnswer } from '@hyperion/wire/inbound'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { TokenShown } from './add-dialog.tsx'
import { removeIntegration, rotateToken, useKinds } from './queries.ts'

interface DialogProps {
  readonly integration: IntegrationRow
  readonly onClose: () => void
}

export function RotateDialog({ integration: { id, name, token_hint: hint }, onClose }: DialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const kinds = useKinds().data?.results ?? []
  const [made, setMade] = useState<NewIntegrationAnswer | null>(null)
  const submission = useSubmit([])
  const submit = async () => {
    const done = await submission.run(() => rotateToken(client, id))
    if (done) setMade(done.answer)
  }
  return (
    <Dialog title={t('integrations.rotate.title', { name })} onClose={onClose}>
      {made ? (
        <TokenShown made={made} kinds={kinds} onDone={onClose} />
      ) : (
        <DialogForm
          {...submission}
          submit={t('integrations.rotate.submit')}
          danger={hint !== null}
          onSubmit={() => void submit()}
          onCancel={onClose}
        >
          <p>{t(hint === null ? 'integrations.rotate.firstText' : 'integrations.rotate.text')}</p>
        </DialogForm>
      )}
    </Dialog>
  )
}

export function RemoveDialog({ integration: { id, name }, onClose, onRemoved }: DialogProps & { readonly onRemoved: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const submit = async () => {
    if (await submission.run(() => removeIntegration(client, id))) onRemoved()
  }
  return (
    <Dialog title={t('integrations.remove.title', { name })} onClose={onClose}>
      <DialogForm {...submission} submit={t('integrations.remove.submit')} danger onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('integrations.remove.text')}</p>
      </DialogForm>
    </Dialog>
  )
}
