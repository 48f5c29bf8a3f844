import type { UserRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { OneTimeSecret } from './one-time-secret.tsx'
import { changeUser } from './queries.ts'
import { temporaryPassword } from './temporary-password.ts'

export function ResetPasswordDialog({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { username } = user
  const [password] = useState(() => temporaryPassword())
  const [reset, setReset] = useState(false)
  const submission = useSubmit([])
  const submit = async () => {
    if (await submission.run(() => changeUser(client, user.id, { password }))) setReset(true)
  }
  return (
    <Dialog title={t('users.resetTitle', { username })} onClose={onClose}>
      {reset ? (
        <OneTimeSecret said={t('users.resetDone', { username })} secret={password} onDone={onClose} />
      ) : (
        <DialogForm {...submission} submit={t('users.reset')} onSubmit={() => void submit()} onCancel={onClose}>
          <p>{t('users.resetText', { username })}</p>
        </DialogForm>
      )}
    </Dialog>
  )
}
