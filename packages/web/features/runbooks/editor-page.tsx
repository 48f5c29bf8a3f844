import { RUNBOOK_TEXT_LENGTH, RUNBOOK_TITLE_LENGTH, type RunbookRow } from '@hyperion/wire/services'
import type { StepCommandsAnswer } from '@hyperion/wire/web'
import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { Markdown } from '../../app/markdown.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { saveStepCommands, useStepCommands } from '../commands/queries.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { save, useCollection, useRunbook } from '../services/queries.ts'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { atSteps, commandsOf, draftOf, emptyRunbook, type RunbookDraft, requestOf } from './draft.ts'
import styles from './runbooks.module.css'
import { StepsEditor } from './steps-editor.tsx'

export function NewRunbookPage() {
  return usePermitted('execute') ? <Editor runbook={null} commands={[]} /> : <NotAllowedPage />
}

export function EditRunbookPage() {
  const { id = '' } = useParams()
  const query = useRunbook(id)
  const named = useStepCommands(id)
  if (!usePermitted('execute')) return <NotAllowedPage />
  if (query.data && named.data) return <Editor key={id} runbook={query.data} commands={named.data.steps} />
  const error = query.error ?? named.error
  if (!error) return <PanelSkeleton height={320} />
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />
  const retry = () => {
    void query.refetch()
    void named.refetch()
  }
  return (
    <section className={settings.card}>
      <PanelFailure error={error} retry={retry} />
    </section>
  )
}

/** The fields that the hub may complain about, steps by their place. */
const stepFields = (count: number) => Array.from({ length: count }, (_, at) => [`steps.${at}`, `steps.${at}.saved`]).flat()

function Editor({ runbook, commands }: { runbook: RunbookRow | null; commands: StepCommandsAnswer['steps'] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [first] = useState<RunbookDraft>(() => (runbook ? draftOf(runbook, commands) : emptyRunbook()))
  const [draft, setDraft] = useState(first)
  useUnsaved(draft !== first)
  const submission = useSubmit<string>(['title', 'description', 'service', ...stepFields(draft.steps.length), 'steps'])
  const { errors } = submission
  const saved = useRef(runbook?.id ?? null)
  const back = runbook ? `/runbooks/${runbook.id}` : '/runbooks'
  useTitle(t(runbook ? 'runbooks.edit' : 'runbooks.add'), t('nav.runbooks'))
  const change = (part: Partial<RunbookDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    for (const field of Object.keys(part)) submission.clear(field)
  }
  const store = async () => {
    const row = await save(client, 'runbooks', saved.current, requestOf(draft))
    // A second attempt is about this one, and its steps.
    saved.current = row.id
    const steps = row.steps.toSorted((a, b) => a.order - b.order)
    setDraft({ ...draft, steps: draft.steps.map((step, at) => ({ ...step, id: steps[at]?.id ?? step.id })) })
    const wanted = commandsOf(draft, row)
    if (commands.length === 0 && wanted.steps.length === 0) return row
    await saveStepCommands(client, row.id, wanted).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error
      throw new ApiError(error.status, error.code, error.message, atSteps(error.details, draft))
    })
    return row
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (submission.busy) return
    const untitled = draft.steps.flatMap((step, at) => (step.title.trim() === '' ? [[`steps.${at}`, t('runbooks.titleMissing')]] : []))
    const found = { ...Object.fromEntries(untitled), ...(draft.title.trim() === '' && { title: t('runbooks.titleMissing') }) }
    if (!submission.check(found)) return
    const done = await submission.run(() => store())
    if (done) void navigate(`/runbooks/${done.answer.id}`)
  }
  return (
    <form ref={submission.form} className={`${settings.page} ${styles.reading}`} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className={settings.title}>{t(runbook ? 'runbooks.edit' : 'runbooks.add')}</h1>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <section className={settings.card}>
        <TextInput
          name="title"
          label={t('runbooks.title')}
          placeholder="Redis Cluster Recovery"
          autoComplete="off"
          maxLength={RUNBOOK_TITLE_LENGTH}
          value={draft.title}
          error={errors.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <ServiceField value={draft.service} error={errors.service} onChange={(service) => change({ service })} />
        <DescriptionField value={draft.description} error={errors.description} onChange={(description) => change({ description })} />
      </section>
      <StepsEditor
        steps={draft.steps}
        errors={errors}
        onChange={(steps) => change({ steps })}
        onEdited={(at) => {
          submission.clear(`steps.${at}`)
          submission.clear(`steps.${at}.saved`)
        }}
      />
      <div className={styles.save}>
        <Button component={Link} to={back} variant="default">
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={submission.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

interface FieldProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function ServiceField({ value, error, onChange }: FieldProps) {
  const { t } = useTranslation()
  const services = useCollection('services').data ?? []
  return (
    <NativeSelect
      name="service"
      label={t('runbooks.service')}
      data={[{ value: '', label: t('runbooks.anyService') }, ...services.map(({ id, name }) => ({ value: id, label: name }))]}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Markdown, written or as it will be shown. */
function DescriptionField({ value, error, onChange }: FieldProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'write' | 'preview'>('write')
  return (
    <div className={styles.described}>
      <div className={styles.describedHead}>
        <label htmlFor="runbook-description">{t('catalog.description')}</label>
        <SegmentedControl
          size="xs"
          aria-label={t('catalog.description')}
          data={(['write', 'preview'] as const).map((each) => ({ value: each, label: t(`runbooks.${each}`) }))}
          value={shown}
          onChange={(next) => setShown(next as typeof shown)}
        />
      </div>
      {shown === 'write' ? (
        <Textarea
          id="runbook-description"
          name="description"
          description={t('runbooks.markdown')}
          inputWrapperOrder={['input', 'description', 'error']}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={RUNBOOK_TEXT_LENGTH}
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <div className={styles.preview}>
          {value.trim() === '' ? <p className="muted">{t('runbooks.nothing')}</p> : <Markdown>{value}</Markdown>}
        </div>
      )}
    </div>
  )
}
