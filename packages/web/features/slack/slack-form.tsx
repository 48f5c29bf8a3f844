import type { SlackSettingsAnswer, SlackSettingsRequest } from '@hyperion/wire/web'
import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import styles from '../settings/outcome.module.css'
import { SaveBar } from '../settings/outcome.tsx'
import { saveSlack } from './queries.ts'

const SECRETS = ['bot_token', 'signing_secret'] as const
const TEXTS = ['default_channel', 'war_room_prefix', 'server'] as const
const FIELDS = [...SECRETS, ...TEXTS] as const
type Field = (typeof FIELDS)[number]
type Draft = Readonly<Record<Field, string>>

const EXAMPLES: Draft = {
  bot_token: 'xoxb-…',
  signing_secret: '8f742231b10e8888abcd99…',
  default_channel: 'C0123456789',
  war_room_prefix: 'inc-',
  server: 'https://slack.com',
}

/** What the app in Slack is called by, and where it posts. */
export function SlackForm({ settings }: { settings: SlackSettingsAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit<Field>(FIELDS)
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings))
  const [saved, setSaved] = useState(false)
  // Secrets that are there stay unless they are typed anew.
  const kept = settings.configured && settings.readable
  const needed: readonly Field[] = kept ? ['default_channel'] : [...SECRETS, 'default_channel']
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    const missing = Object.fromEntries(needed.filter((field) => draft[field].trim() === '').map((field) => [field, t('form.required')]))
    if (submission.busy || !submission.check(missing)) return
    if (!(await submission.run(() => saveSlack(client, requestOf(draft))))) return
    setDraft((before) => ({ ...before, bot_token: '', signing_secret: '' }))
    setSaved(true)
  }
  const shared = (field: Field) => ({
    name: field,
    label: t(`slack.${field}`),
    description: t(`slack.about.${field}`),
    spellCheck: false,
    maxLength: 400,
    value: draft[field],
    error: submission.errors[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget
      setSaved(false)
      submission.clear(field)
      setDraft((before) => ({ ...before, [field]: value }))
    },
  })
  return (
    <form ref={submission.form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {SECRETS.map((field) => (
        <PasswordInput
          key={field}
          {...shared(field)}
          autoComplete="new-password"
          placeholder={kept ? t('slack.unchanged') : EXAMPLES[field]}
          visibilityToggleButtonProps={{ 'aria-label': t('slack.show') }}
        />
      ))}
      {TEXTS.map((field) => (
        <TextInput key={field} {...shared(field)} autoComplete="off" placeholder={EXAMPLES[field]} />
      ))}
      <SaveBar busy={submission.busy} saved={saved ? t('slack.saved') : null} />
    </form>
  )
}

function draftOf({ default_channel, war_room_prefix, server }: SlackSettingsAnswer): Draft {
  return { bot_token: '', signing_secret: '', default_channel, war_room_prefix, server: server ?? '' }
}

function requestOf({ bot_token, signing_secret, default_channel, war_room_prefix, server }: Draft): SlackSettingsRequest {
  return {
    ...(bot_token.trim() !== '' && { bot_token: bot_token.trim() }),
    ...(signing_secret.trim() !== '' && { signing_secret: signing_secret.trim() }),
    default_channel: default_channel.trim(),
    war_room_prefix: war_room_prefix.trim(),
    server: server.trim() === '' ? null : server.trim(),
  }
}
