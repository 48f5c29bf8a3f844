import type { GoogleDocsAnswer, GoogleDocsRequest } from '@hyperion/wire/web'
import { NativeSelect, PasswordInput, Switch, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import styles from '../settings/outcome.module.css'
import { SaveBar } from '../settings/outcome.tsx'
import { saveGoogleDocs } from './queries.ts'

type Draft = Omit<GoogleDocsRequest, 'key' | 'folder' | 'server'> & Readonly<Record<'key' | 'folder' | 'server', string>>
const FIELDS = ['key', 'folder', 'share_with', 'language', 'server'] as const
type Field = (typeof FIELDS)[number]

const MOST_SHARES = 20
const PLACEHOLDERS = { folder: '0ABCdefGHIjklUk9PVA', server: 'https://www.googleapis.com' } as const

/** By which account documents are made, where, and for whom. */
export function GoogleDocsForm({ settings }: { settings: GoogleDocsAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit<Field>(FIELDS)
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings))
  const [saved, setSaved] = useState(false)
  // A key that is there stays unless another one is entered.
  const kept = settings.configured && settings.readable
  const change = (part: Partial<Draft>) => {
    setSaved(false)
    for (const field of FIELDS) if (field in part) submission.clear(field)
    setDraft((before) => ({ ...before, ...part }))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    if (submission.busy || !submission.check(!kept && draft.key.trim() === '' ? { key: t('form.required') } : {})) return
    if (!(await submission.run(() => saveGoogleDocs(client, requestOf(draft))))) return
    setDraft((before) => ({ ...before, key: '' }))
    setSaved(true)
  }
  const shared = (field: Field) => ({
    name: field,
    label: t(`googleDocs.${field}`),
    description: t(`googleDocs.about.${field}`),
    error: submission.errors[field],
  })
  const text = (field: 'folder' | 'server') => (
    <TextInput
      {...shared(field)}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      placeholder={PLACEHOLDERS[field]}
      value={draft[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <form ref={submission.form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <Switch
        label={t('googleDocs.enabled')}
        checked={draft.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      <PasswordInput
        {...shared('key')}
        autoComplete="new-password"
        spellCheck={false}
        maxLength={16_384}
        placeholder={kept ? t('googleDocs.unchanged') : '{ "type": "service_account", … }'}
        visibilityToggleButtonProps={{ 'aria-label': t('googleDocs.show') }}
        value={draft.key}
        onChange={(event) => change({ key: event.currentTarget.value })}
      />
      {text('folder')}
      <TagsInput
        {...shared('share_with')}
        maxTags={MOST_SHARES}
        value={[...draft.share_with]}
        onChange={(share_with) => change({ share_with })}
      />
      <NativeSelect
        {...shared('language')}
        data={[
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
        value={draft.language}
        onChange={(event) => change({ language: event.currentTarget.value as Draft['language'] })}
      />
      {text('server')}
      <SaveBar busy={submission.busy} saved={saved ? t('googleDocs.saved') : null} />
    </form>
  )
}

function draftOf({ enabled, folder, share_with, language, server }: GoogleDocsAnswer): Draft {
  return { enabled, key: '', folder: folder ?? '', share_with, language, server: server ?? '' }
}

function requestOf({ key, folder, server, ...rest }: Draft): GoogleDocsRequest {
  return { ...rest, ...(key.trim() !== '' && { key: key.trim() }), folder: folder.trim() || null, server: server.trim() || null }
}
