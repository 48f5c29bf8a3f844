import type { UserRow } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { deleteUser } from './queries.ts'
import styles from './users.module.css'

/** Cannot be undone, so the name has to be typed. */
export function DeleteUserDialog({ user, own, onClose }: { user: UserRow; own: boolean; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { username } = user
  const [typed, setTyped] = useState('')
  const submission = useSubmit(['confirmation'] as const, { CONFLICT: { text: t('users.lastAdmin') } })
  const submit = async () => {
    if (!submission.check(typed.trim() === username ? {} : { confirmation: t('users.nameDiffers') })) return
    if (await submission.run(() => deleteUser(client, user.id))) onClose(t('users.deleted', { username }))
  }
  return (
    <Dialog title={t('users.deleteTitle', { username })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('users.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <div>
          <p>{t('users.deleteText')}</p>
          <ul className={styles.goes}>
            <li>{t('users.deleteAccount', { username, role: t(`profile.roles.${user.role}`) })}</li>
            <li>{t('users.deleteSessions')}</li>
          </ul>
          <p>{t(own ? 'users.deleteOwn' : 'users.deleteStays')}</p>
        </div>
        <TextInput
          data-autofocus
          name="confirmation"
          label={<Trans i18nKey="users.deleteType" values={{ username }} components={{ strong: <strong /> }} />}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          error={submission.errors.confirmation}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            submission.clear('confirmation')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
