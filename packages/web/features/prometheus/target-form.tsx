import type { ScrapeTargetRow } from '@hyperion/wire/web'
import { Button, Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import dialog from '../../app/shell/dialog.module.css'
import { type Submission, useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import styles from './prometheus.module.css'
import { addTarget, changeTarget } from './queries.ts'
import { AUTHS, type Auth, draftOf, requestOf, type TargetDraft } from './target-draft.ts'

const FIELDS = ['url', 'name', 'auth', 'ca', 'server_name', 'interval_seconds'] as const
type Field = (typeof FIELDS)[number]

/** Seconds between two scrapes that can be chosen; empty for the hub's own. */
const INTERVALS = ['', '5', '10', '15', '30', '60', '300'] as const

interface TargetFormProps {
  /** Told of the host that the target is. */
  readonly onAdded: (host: number) => void
  /** The one that is changed; a new one when left out. */
  readonly target?: ScrapeTargetRow
  readonly onCancel?: () => void
}

/** Asks for a node_exporter to scrape; the hub tries it before it takes it. */
export function TargetForm({ onAdded, target, onCancel }: TargetFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(target ?? null))
  const submission = useSubmit(FIELDS)
  const set = (change: Partial<TargetDraft>, field: Field) => {
    setDraft((before) => ({ ...before, ...change }))
    submission.clear(field)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (submission.busy || !submission.check(draft.url.trim() === '' ? { url: t('form.required') } : {})) return
    const body = requestOf(draft, target ?? null)
    const done = await submission.run(() => (target ? changeTarget(client, target.host, body) : addTarget(client, body)))
    if (done) onAdded(done.answer.host)
  }
  return (
    <form ref={submission.form} className={dialog.form} onSubmit={(event) => void submit(event)} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <AddressFields draft={draft} set={set} submission={submission} isNew={target === undefined} />
      <AuthFields draft={draft} set={set} error={submission.errors.auth} kept={target?.auth === draft.auth} />
      <MoreFields draft={draft} set={set} submission={submission} />
      <div className={dialog.actions}>
        {onCancel && (
          <Button variant="default" onClick={() => onCancel()}>
            {t('common.cancel')}
          </Button>
        )}
        <Button type="submit" loading={submission.busy}>
          {t(target ? 'common.save' : 'prometheus.target.add')}
        </Button>
      </div>
    </form>
  )
}

type Set = (change: Partial<TargetDraft>, field: Field) => void

interface FieldsProps {
  readonly draft: TargetDraft
  readonly set: Set
  readonly submission: Submission<Field>
}

function AddressFields({ draft, set, submission: { errors }, isNew }: FieldsProps & { readonly isNew: boolean }) {
  const { t } = useTranslation()
  // Once it did not answer, it can be taken all the same until the form is left.
  const [offered, setOffered] = useState(false)
  if (errors.url && draft.url.trim() !== '' && !offered) setOffered(true)
  return (
    <>
      <TextInput
        data-autofocus
        name="url"
        type="url"
        label={t('prometheus.target.url')}
        placeholder="http://web-01:9100/metrics"
        autoComplete="off"
        spellCheck={false}
        maxLength={2048}
        value={draft.url}
        error={errors.url}
        onChange={(event) => set({ url: event.currentTarget.value }, 'url')}
      />
      {offered && (
        <Checkbox
          label={t('prometheus.target.unchecked')}
          checked={draft.unchecked}
          onChange={(event) => set({ unchecked: event.currentTarget.checked }, 'url')}
        />
      )}
      <TextInput
        name="name"
        label={t('prometheus.target.name')}
        {...(isNew && { placeholder: t('prometheus.target.nameText') })}
        autoComplete="off"
        maxLength={150}
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value }, 'name')}
      />
    </>
  )
}

interface AuthFieldsProps {
  readonly draft: TargetDraft
  readonly set: Set
  readonly error: string | undefined
  /** There are some of this kind already, which stay unless they are typed anew. */
  readonly kept: boolean
}

function AuthFields({ draft, set, error, kept }: AuthFieldsProps) {
  const { t } = useTranslation()
  const unchanged = kept ? { placeholder: t('prometheus.target.unchanged') } : {}
  return (
    <>
      <NativeSelect
        name="auth"
        label={t('prometheus.target.auth')}
        data={AUTHS.map((value) => ({ value, label: t(`prometheus.target.auths.${value}`) }))}
        value={draft.auth}
        error={error}
        onChange={(event) => set({ auth: event.currentTarget.value as Auth }, 'auth')}
      />
      {draft.auth === 'basic' && (
        <div className={styles.pair}>
          <TextInput
            label={t('signIn.username')}
            autoComplete="off"
            value={draft.username}
            onChange={(event) => set({ username: event.currentTarget.value }, 'auth')}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="new-password"
            value={draft.password}
            {...unchanged}
            onChange={(event) => set({ password: event.currentTarget.value }, 'auth')}
          />
        </div>
      )}
      {draft.auth === 'bearer' && (
        <PasswordInput
          label={t('prometheus.target.token')}
          autoComplete="new-password"
          value={draft.bearer}
          {...unchanged}
          onChange={(event) => set({ bearer: event.currentTarget.value }, 'auth')}
        />
      )}
    </>
  )
}

function MoreFields({ draft, set, submission: { errors } }: FieldsProps) {
  const { t } = useTranslation()
  const secured = draft.url.trim().startsWith('https:')
  return (
    <>
      <NativeSelect
        name="interval_seconds"
        label={t('prometheus.target.interval')}
        data={intervalsWith(draft.interval).map((value) => ({
          value,
          label: value === '' ? t('prometheus.target.hubInterval') : t('prometheus.target.seconds', { count: Number(value) }),
        }))}
        value={draft.interval}
        error={errors.interval_seconds}
        onChange={(event) => set({ interval: event.currentTarget.value }, 'interval_seconds')}
      />
      {(secured || draft.ca !== '' || draft.serverName !== '') && (
        <>
          <Textarea
            name="ca"
            label={t('prometheus.target.ca')}
            placeholder="-----BEGIN CERTIFICATE-----"
            spellCheck={false}
            autosize
            minRows={2}
            maxRows={6}
            value={draft.ca}
            error={errors.ca}
            onChange={(event) => set({ ca: event.currentTarget.value }, 'ca')}
          />
          <TextInput
            name="server_name"
            label={t('prometheus.target.serverName')}
            autoComplete="off"
            maxLength={253}
            value={draft.serverName}
            error={errors.server_name}
            onChange={(event) => set({ serverName: event.currentTarget.value }, 'server_name')}
          />
        </>
      )}
    </>
  )
}

/** Also one that the API was told and the list does not offer. */
function intervalsWith(current: string): readonly string[] {
  return (INTERVALS as readonly string[]).includes(current) ? INTERVALS : [...INTERVALS, current]
}
