import type { NewReceiverAnswer, ReceiverRow, ScrapeTargetRow } from '@hyperion/wire/web'
import { Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { OneTimeSecret } from '../users/one-time-secret.tsx'
import { addReceiver, deleteTarget, removeReceiver, renewToken } from './queries.ts'
import { Snippet } from './snippet.tsx'
import { remoteWriteSnippet } from './snippets.ts'

type Close = (said?: string) => void

export function DeleteTargetDialog({ target, onClose }: { target: ScrapeTargetRow; onClose: Close }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const submission = useSubmit(['confirm'])
  const { name } = target
  const submit = async () => {
    if (await submission.run(() => deleteTarget(client, target))) onClose(t('prometheus.target.deleted', { name }))
  }
  return (
    <Dialog title={t('prometheus.target.deleteTitle', { name })} onClose={() => onClose()}>
      <DialogForm
        {...submission}
        submit={t('prometheus.target.delete')}
        danger
        disabled={typed !== name}
        onSubmit={() => void submit()}
        onCancel={() => onClose()}
      >
        <p>{t('prometheus.target.deleteText', { name })}</p>
        <TextInput
          data-autofocus
          name="confirm"
          label={t('prometheus.target.deleteConfirm', { name })}
          autoComplete="off"
          value={typed}
          error={submission.errors.confirm}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </DialogForm>
    </Dialog>
  )
}

export function AddReceiverDialog({ onClose }: { onClose: Close }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [made, setMade] = useState<NewReceiverAnswer | null>(null)
  const [name, setName] = useState('')
  const [newHosts, setNewHosts] = useState(true)
  const submission = useSubmit(['name'])
  const submit = async () => {
    if (!submission.check(name.trim() === '' ? { name: t('form.required') } : {})) return
    const done = await submission.run(() => addReceiver(client, { name: name.trim(), new_hosts: newHosts }))
    if (done) setMade(done.answer)
  }
  return (
    <Dialog title={t('prometheus.receiver.add')} onClose={() => onClose()}>
      {made ? (
        <Token made={made} onClose={onClose} />
      ) : (
        <DialogForm {...submission} submit={t('prometheus.receiver.create')} onSubmit={() => void submit()} onCancel={() => onClose()}>
          <TextInput
            data-autofocus
            name="name"
            label={t('prometheus.receiver.name')}
            placeholder={t('prometheus.receiver.nameText')}
            autoComplete="off"
            maxLength={150}
            value={name}
            error={submission.errors.name}
            onChange={(event) => {
              setName(event.currentTarget.value)
              submission.clear('name')
            }}
          />
          <Switch
            label={t('prometheus.receiver.newHosts')}
            checked={newHosts}
            onChange={(event) => setNewHosts(event.currentTarget.checked)}
          />
        </DialogForm>
      )}
    </Dialog>
  )
}

export function NewTokenDialog({ receiver, onClose }: { receiver: ReceiverRow; onClose: Close }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [made, setMade] = useState<NewReceiverAnswer | null>(null)
  const submission = useSubmit([])
  const submit = async () => {
    const done = await submission.run(() => renewToken(client, receiver.id))
    if (done) setMade(done.answer)
  }
  return (
    <Dialog title={t('prometheus.receiver.renewTitle', { name: receiver.name })} onClose={() => onClose()}>
      {made ? (
        <Token made={made} onClose={onClose} />
      ) : (
        <DialogForm
          {...submission}
          submit={t('prometheus.receiver.renew')}
          danger
          onSubmit={() => void submit()}
          onCancel={() => onClose()}
        >
          <p>{t('prometheus.receiver.renewText')}</p>
        </DialogForm>
      )}
    </Dialog>
  )
}

function Token({ made, onClose }: { made: NewReceiverAnswer; onClose: Close }) {
  const { t } = useTranslation()
  return (
    <OneTimeSecret
      said={t('prometheus.receiver.made', { name: made.name })}
      label={t('prometheus.receiver.token')}
      text={t('prometheus.receiver.tokenText')}
      secret={made.token}
      onDone={() => onClose()}
    >
      <Snippet label="prometheus.yml" text={remoteWriteSnippet(window.location.origin, made.token)} />
    </OneTimeSecret>
  )
}

export function RemoveReceiverDialog({ receiver, onClose }: { receiver: ReceiverRow; onClose: Close }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const { id, name } = receiver
  const submit = async () => {
    if (await submission.run(() => removeReceiver(client, id))) onClose(t('prometheus.receiver.removed', { name }))
  }
  return (
    <Dialog title={t('prometheus.receiver.removeTitle', { name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('prometheus.receiver.remove')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('prometheus.receiver.removeText')}</p>
      </DialogForm>
    </Dialog>
  )
}
