import type { NewApiKeyAnswer } from '@hyperion/wire/web'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { OneTimeSecret } from '../users/one-time-secret.tsx'
import { RoleField } from '../users/role-field.tsx'
import { ROLES, type Role } from '../users/user-list.ts'
import styles from './api-keys.module.css'
import { createKey } from './queries.ts'

const FIELDS = ['name', 'role', 'expires_at'] as const
const DAY = 86_400_000

/** Days that a key lives; 0 for one without an end. */
const LIVES = ['30', '90', '365', '0'] as const
type Life = (typeof LIVES)[number]

export function AddKeyDialog({ own, onClose }: { own: string | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const [created, setCreated] = useState<NewApiKeyAnswer | null>(null)
  return (
    <Dialog title={t('apiKeys.add')} onClose={onClose}>
      {created ? (
        <OneTimeSecret
          said={t('apiKeys.created', { name: created.name })}
          label={t('apiKeys.key')}
          text={t('apiKeys.keyText')}
          secret={created.key}
          onDone={onClose}
        >
          <pre className={styles.example}>{`curl -H "Authorization: Bearer ${created.hint}…" \\\n  ${window.location.origin}/alerts`}</pre>
        </OneTimeSecret>
      ) : (
        <KeyForm own={own} onCreated={setCreated} onCancel={onClose} />
      )}
    </Dialog>
  )
}

interface KeyFormProps {
  readonly own: string | undefined
  readonly onCreated: (key: NewApiKeyAnswer) => void
  readonly onCancel: () => void
}

function KeyForm({ own, onCreated, onCancel }: KeyFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [life, setLife] = useState<Life>('90')
  const submission = useSubmit(FIELDS)
  const submit = async () => {
    if (!submission.check(name.trim() === '' ? { name: t('form.required') } : {})) return
    const expires_at = life === '0' ? null : new Date(Date.now() + Number(life) * DAY).toISOString()
    const done = await submission.run(() => createKey(client, { name: name.trim(), role, expires_at }))
    if (done) onCreated(done.answer)
  }
  return (
    <DialogForm {...submission} submit={t('apiKeys.create')} onSubmit={() => void submit()} onCancel={onCancel}>
      <TextInput
        data-autofocus
        name="name"
        label={t('apiKeys.name')}
        description={t('apiKeys.nameText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={100}
        value={name}
        error={submission.errors.name}
        onChange={(event) => {
          setName(event.currentTarget.value)
          submission.clear('name')
        }}
      />
      <RoleField value={role} roles={rolesUpTo(own)} error={submission.errors.role} onChange={setRole} />
      <NativeSelect
        name="expires_at"
        label={t('apiKeys.expires')}
        data={LIVES.map((value) => ({ value, label: t(`apiKeys.lives.${value}`) }))}
        value={life}
        error={submission.errors.expires_at}
        onChange={(event) => setLife(event.currentTarget.value as Life)}
      />
      <p className="muted">{t('apiKeys.addText')}</p>
    </DialogForm>
  )
}

function rolesUpTo(own: string | undefined): readonly Role[] {
  return ROLES.slice(0, ROLES.indexOf(own as Role) + 1)
}
