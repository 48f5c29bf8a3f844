import type { RetentionDays, RetentionPreviewAnswer } from '@hyperion/wire/web'
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconCircleCheck } from '../../app/icons.ts'
import { type Submission, useSubmit } from '../../app/use-submit.ts'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import { type Draft, daysOf, draftErrors, draftOf, FIELDS, type Field } from './draft.ts'
import { LossDialog } from './loss-dialog.tsx'
import { previewRetention, saveRetention } from './queries.ts'
import styles from './storage.module.css'

interface RetentionFormProps {
  /** Null for all hosts. */
  readonly host: number | null
  readonly days: RetentionDays
  /** Set for the host; it can go back to that of all. */
  readonly own?: boolean
}

interface Loss {
  readonly days: RetentionDays | null
  readonly preview: RetentionPreviewAnswer
}

function useRetentionForm({ host, days }: RetentionFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit<Field>(FIELDS)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [loss, setLoss] = useState<Loss | null>(null)
  const [saved, setSaved] = useState(false)
  const save = async (wanted: RetentionDays | null) => {
    if (!(await submission.run(() => saveRetention(client, host, wanted)))) return
    setLoss(null)
    setDraft(null)
    setSaved(true)
  }
  /** Saves what takes nothing away at once, and asks about the rest. */
  const ask = async (wanted: RetentionDays | null) => {
    setSaved(false)
    const found = await submission.run(() => previewRetention(host, wanted))
    if (!found) return
    if (found.answer.hosts.length === 0) await save(wanted)
    else setLoss({ days: wanted, preview: found.answer })
  }
  const shown = draft ?? draftOf(days)
  return {
    submission,
    shown,
    changed: draft !== null,
    saved,
    loss,
    save,
    ask,
    keep: () => setLoss(null),
    edit: (field: Field, value: string) => {
      setSaved(false)
      submission.clear(field)
      setDraft({ ...shown, [field]: value })
    },
    submit: async () => {
      const errors = Object.fromEntries(Object.entries(draftErrors(shown)).map(([field, key]) => [field, t(key as string)]))
      if (submission.check(errors)) await ask(daysOf(shown))
    },
  }
}

/** How long history is kept; who may not change it sees it. */
export function RetentionForm(props: RetentionFormProps) {
  const { t } = useTranslation()
  const permitted = usePermitted('config')
  const { submission, shown, changed, saved, loss, save, ask, keep, edit, submit } = useRetentionForm(props)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!submission.busy) void submit()
  }
  return (
    <form ref={submission.form} className={styles.form} onSubmit={send} noValidate>
      {submission.failure && !loss && <FormError>{submission.failure}</FormError>}
      <Fields draft={shown} submission={submission} readOnly={!permitted} onEdit={edit} />
      {permitted && (
        <div className={styles.actions}>
          <Button type="submit" loading={submission.busy} disabled={!changed}>
            {t('common.save')}
          </Button>
          {props.own && (
            <Button variant="default" disabled={submission.busy} onClick={() => void ask(null)}>
              {t('storage.useStandard')}
            </Button>
          )}
          <span role="status">
            {saved && (
              <span className={styles.saved}>
                <IconCircleCheck size={18} aria-hidden />
                {t('storage.saved')}
              </span>
            )}
          </span>
        </div>
      )}
      {loss && <LossDialog preview={loss.preview} submission={submission} onSave={() => void save(loss.days)} onClose={keep} />}
    </form>
  )
}

interface FieldsProps {
  readonly draft: Draft
  readonly submission: Submission<Field>
  readonly readOnly: boolean
  readonly onEdit: (field: Field, value: string) => void
}

function Fields({ draft, submission, readOnly, onEdit }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.fields}>
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          name={field}
          label={t(`storage.${field}`)}
          description={t(`storage.about.${field}`)}
          inputMode="numeric"
          autoComplete="off"
          rightSection={
            <span className={styles.unit} aria-hidden>
              {t('storage.days')}
            </span>
          }
          rightSectionWidth={56}
          value={draft[field]}
          error={submission.errors[field]}
          readOnly={readOnly}
          onChange={(event) => onEdit(field, event.currentTarget.value)}
        />
      ))}
    </div>
  )
}
