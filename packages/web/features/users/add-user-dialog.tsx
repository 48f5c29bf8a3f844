import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { OneTimeSecret } from './one-time-secret.tsx'
import { createUser } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { temporaryPassword } from './temporary-password.ts'
import { type Role, usernameError } from './user-list.ts'

const FIELDS = ['username', 'role'] as const

export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [password] = useState(() => temporaryPassword())
  const [created, setCreated] = useState<string | null>(null)
  const submission = useSubmit(FIELDS, { CONFLICT: { field: 'username', text: t('users.taken') } })
  const submit = async () => {
    const wrong = usernameError(username.trim())
    if (!submission.check(wrong ? { username: t(wrong) } : {})) return
    const done = await submission.run(() => createUser(client, { username: username.trim(), password, role }))
    if (done) setCreated(done.answer.username)
  }
  return (
    <Dialog title={t('users.add')} onClose={onClose}>
      {created !== null ? (
        <OneTimeSecret said={t('users.created', { username: created })} secret={password} onDone={onClose} />
      ) : (
        <DialogForm {...submission} submit={t('users.create')} onSubmit={() => void submit()} onCancel={onClose}>
          <TextInput
            data-autofocus
            name="username"
            label={t('signIn.username')}
            description={t('users.usernameText')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            error={submission.errors.username}
            onChange={(event) => {
              setUsername(event.currentTarget.value)
              submission.clear('username')
            }}
          />
          <RoleField value={role} error={submission.errors.role} onChange={setRole} />
          <p className="muted">{t('users.addText')}</p>
        </DialogForm>
      )}
    </Dialog>
  )
}
