import type { UserRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { resetTwoFactor } from './queries.ts'
import { DialogForm, UserDialog } from './user-dialog.tsx'

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
    <UserDialog title={t('users.twoFactorTitle', { username })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('users.resetTwoFactor')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('users.twoFactorText', { username })}</p>
      </DialogForm>
    </UserDialog>
  )
}
