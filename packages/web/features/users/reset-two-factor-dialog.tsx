import type { UserRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { resetTwoFactor } from './queries.ts'

/** For a user who has lost both the app and the recovery codes. */
export function ResetTwoFactorDialog({ user, onClose }: { user: UserRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { username } = user
  const submission = useSubmit([])
  const submit = async () => {
    if (await submission.run(() => resetTwoFactor(client, user.id))) onClose(t('users.twoFactorReset', { username }))
  }
  return (
    <Dialog title={t('users.twoFactorTitle', { username })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('users.resetTwoFactor')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('users.twoFactorText', { username })}</p>
      </DialogForm>
    </Dialog>
  )
}
