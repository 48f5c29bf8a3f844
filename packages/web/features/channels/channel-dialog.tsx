import type { ChannelKindRow, ChannelRow, SavedChannelAnswer } from '@hyperion/wire/web'
import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { OneTimeSecret } from '../users/one-time-secret.tsx'
import { type ChannelDraft, draftErrors, draftOf, requestOf } from './draft.ts'
import { KindFields } from './kind-fields.tsx'
import { saveChannel } from './queries.ts'
import { useWords } from './use-words.ts'
import { WaysFields } from './ways-fields.tsx'

interface ChannelDialogProps {
  readonly kinds: readonly ChannelKindRow[]
  /** Null for a new one. */
  readonly channel: ChannelRow | null
  readonly onClose: (said?: string) => void
}

/** The form of a channel, drawn from the definition of its kind. */
export function ChannelDialog({ kinds, channel, onClose }: ChannelDialogProps) {
  const { t } = useTranslation()
  const words = useWords()
  const client = useQueryClient()
  const first = kinds.find(({ available }) => available)
  const [draft, setDraft] = useState(() => draftOf(channel, first, first ? words(first.label) : ''))
  const [saved, setSaved] = useState<SavedChannelAnswer | null>(null)
  const kind = kinds.find((each) => each.kind === draft.kind)
  const fields = ['name', ...(kind?.fields.map(({ name }) => name) ?? []), 'notify_on', 'group_wait']
  const submission = useSubmit(fields, { CONFLICT: { field: 'name', text: t('channels.taken') } })
  const change = (part: Partial<ChannelDraft>, field?: string) => {
    setDraft({ ...draft, ...part })
    if (field) submission.clear(field)
  }
  const submit = async () => {
    if (!kind) return
    const wrong = Object.entries(draftErrors(draft, kind, channel?.secrets_set ?? [])).map(([field, key]) => [field, t(key)])
    if (!submission.check(Object.fromEntries(wrong))) return
    const done = await submission.run(() => saveChannel(client, channel?.id ?? null, requestOf(draft, kind)))
    if (!done) return
    if (Object.keys(done.answer.generated).length > 0) setSaved(done.answer)
    else onClose(t('channels.saved', { name: done.answer.name }))
  }
  const title = channel ? t('channels.editTitle', { name: channel.name }) : t('channels.add')
  const [made] = Object.values(saved?.generated ?? {})
  return (
    <Dialog title={title} onClose={onClose}>
      {saved && made !== undefined ? (
        <OneTimeSecret
          said={t('channels.saved', { name: saved.name })}
          secret={made}
          label={t('channels.generated')}
          text={t('channels.generatedText')}
          onDone={onClose}
        />
      ) : (
        <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={onClose}>
          {!channel && (
            <NativeSelect
              data-autofocus
              name="kind"
              label={t('channels.kind')}
              data={kinds.map(({ kind: value, label, available }) => ({ value, label: words(label), disabled: !available }))}
              value={draft.kind}
              onChange={(event) => {
                const next = kinds.find((each) => each.kind === event.currentTarget.value)
                const renamed = kind && draft.name === words(kind.label) && next ? { name: words(next.label) } : {}
                change({ kind: event.currentTarget.value, settings: {}, ...renamed })
              }}
            />
          )}
          <TextInput
            name="name"
            label={t('channels.name')}
            value={draft.name}
            maxLength={100}
            error={submission.errors.name}
            onChange={(event) => change({ name: event.currentTarget.value }, 'name')}
          />
          {kind && (
            <KindFields
              kind={kind}
              secretsSet={channel?.secrets_set ?? null}
              settings={draft.settings}
              errors={submission.errors}
              onChange={(settings, field) => change({ settings }, field)}
            />
          )}
          <WaysFields draft={draft} errors={submission.errors} onChange={change} />
        </DialogForm>
      )}
    </Dialog>
  )
}
