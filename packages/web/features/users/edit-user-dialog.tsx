import type { UserRow } from '@hyperion/wire/web'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { changeUser } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { changesOf, type UserDraft } from './user-list.ts'

const TEXTS = ['first_name', 'last_name', 'email'] as const
const FIELDS = ['role', ...TEXTS] as const

export function EditUserDialog({ user, own, onClose }: { user: UserRow; own: boolean; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [before] = useState(user)
  const [draft, setDraft] = useState<UserDraft>(user)
  const submission = useSubmit(FIELDS, { CONFLICT: { field: 'role', text: t('users.lastAdmin') } })
  const changes = changesOf(before, draft)
  const submit = async () => {
    const { role, first_name, last_name, email } = changes
    const body = {
      ...(role !== undefined && { role }),
      ...(first_name !== undefined && { first_name }),
      ...(last_name !== undefined && { last_name }),
      ...(email !== undefined && { email }),
    }
    const done = await submission.run(() => changeUser(client, user.id, body))
    if (done) onClose(t('users.saved', { username: user.username }))
  }
  const change = (field: (typeof FIELDS)[number], value: string) => {
    setDraft((now) => ({ ...now, [field]: value }))
    submission.clear(field)
  }
  return (
    <Dialog title={t('users.editTitle', { username: user.username })} onClose={() => onClose()}>
      <DialogForm
        {...submission}
        submit={t('common.save')}
        disabled={Object.keys(changes).length === 0}
        onSubmit={() => void submit()}
        onCancel={() => onClose()}
      >
        <RoleField value={draft.role} error={submission.errors.role} onChange={(role) => change('role', role)} />
        {changes.role && <p className="muted">{own ? t('users.ownRoleChange') : t('users.roleChange', { username: user.username })}</p>}
        {TEXTS.map((field) => (
          <TextInput
            key={field}
            name={field}
            type={field === 'email' ? 'email' : 'text'}
            label={t(`users.${field}`)}
            autoComplete="off"
            value={draft[field]}
            error={submission.errors[field]}
            onChange={(event) => change(field, event.currentTarget.value)}
          />
        ))}
      </DialogForm>
    </Dialog>
  )
}
