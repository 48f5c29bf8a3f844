import type { OnCallScheduleRow } from '@hyperion/wire/web'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { IconPlus } from '../../app/icons.ts'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { useNow } from '../../app/when.tsx'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { ownZone, ZoneField } from '../rules/clock-fields.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted, useSession } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { Calendar } from './calendar.tsx'
import { LayerFields } from './layer-fields.tsx'
import styles from './on-call.module.css'
import { saveSchedule, usePreview, useSchedule } from './queries.ts'
import { draftErrors, draftOf, fieldsOf, type LayerDraft, moved, newLayer, requestOf, type ScheduleDraft } from './schedule-draft.ts'
import scheduleForm from './schedule-form.module.css'
import { daysAfter, mondayOf, WEEKS } from './weeks.ts'

const MOST_LAYERS = 10
const PREVIEW_WAIT_MS = 350

export function NewSchedulePage() {
  return usePermitted('config') ? <Editor schedule={null} /> : <NotAllowedPage />
}

export function EditSchedulePage() {
  return usePermitted('config') ? <Loaded /> : <NotAllowedPage />
}

function Loaded() {
  const { id = '' } = useParams()
  const query = useSchedule(id)
  if (query.data) return <Editor key={id} schedule={query.data} />
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      {query.isError ? (
        <section className={settings.card}>
          <PanelFailure error={query.error} retry={() => void query.refetch()} />
        </section>
      ) : (
        <PanelSkeleton height={480} />
      )}
    </div>
  )
}

function Editor({ schedule }: { schedule: OnCallScheduleRow | null }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<ScheduleDraft>(() =>
    schedule ? draftOf(schedule) : { name: '', zone: ownZone(), layers: [newLayer([], t('onCall.firstLayer'), Date.now())] },
  )
  const submission = useSubmit<string>(fieldsOf(draft))
  const title = t(schedule ? 'onCall.edit' : 'onCall.add')
  useTitle(title, t('nav.onCall'))
  const change = (changes: Partial<ScheduleDraft>, field?: string) => {
    setDraft((before) => ({ ...before, ...changes }))
    if (field) submission.clear(field)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = Object.entries(draftErrors(draft)).map(([field, key]) => [field, t(key)] as const)
    if (submission.busy || !submission.check(Object.fromEntries(found))) return
    const done = await submission.run(() => saveSchedule(client, schedule?.id ?? null, requestOf(draft)))
    if (done) void navigate(`/on-call?schedule=${done.answer.id}`)
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <h1 className={settings.title}>{title}</h1>
      <div className={scheduleForm.editor}>
        <form ref={submission.form} className={scheduleForm.form} onSubmit={(event) => void submit(event)} noValidate>
          {submission.failure && <FormError>{submission.failure}</FormError>}
          <section className={scheduleForm.layer} aria-label={t('onCall.schedule')}>
            <TextInput
              name="name"
              label={t('maintenance.name')}
              placeholder={t('onCall.nameExample')}
              autoComplete="off"
              maxLength={100}
              value={draft.name}
              error={submission.errors.name}
              onChange={(event) => change({ name: event.currentTarget.value }, 'name')}
            />
            <ZoneField zone={draft.zone} error={submission.errors.zone} onChange={(zone) => change({ zone }, 'zone')} />
          </section>
          <Layers draft={draft} submission={submission} onChange={change} />
          <div className={scheduleForm.actions}>
            <Button variant="default" component={Link} to={schedule ? `/on-call?schedule=${schedule.id}` : '/on-call'}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={submission.busy}>
              {t('common.save')}
            </Button>
          </div>
        </form>
        <Preview draft={draft} />
      </div>
    </div>
  )
}

interface LayersProps {
  readonly draft: ScheduleDraft
  readonly submission: ReturnType<typeof useSubmit<string>>
  readonly onChange: (changes: Partial<ScheduleDraft>) => void
}

function Layers({ draft: { layers }, submission, onChange }: LayersProps) {
  const { t } = useTranslation()
  const set = (changed: readonly LayerDraft[]) => {
    // Places are fields: what was said of them is said of others now.
    submission.check({})
    onChange({ layers: changed })
  }
  const change = (index: number, changes: Partial<LayerDraft>) => {
    for (const name of Object.keys(changes)) submission.clear(`layers.${index}.${name === 'every' ? 'rotation.every' : name}`)
    onChange({ layers: layers.map((layer, i) => (i === index ? { ...layer, ...changes } : layer)) })
  }
  return (
    <>
      {layers.map((layer, i) => (
        <LayerFields
          key={layer.key}
          layer={layer}
          index={i}
          count={layers.length}
          errors={submission.errors}
          onChange={(changes) => change(i, changes)}
          onMove={(by) => set(moved(layers, i, by))}
          onRemove={() => set(layers.toSpliced(i, 1))}
        />
      ))}
      {layers.length < MOST_LAYERS && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => onChange({ layers: [...layers, newLayer(layers, t('onCall.firstLayer'), Date.now())] })}
        >
          {t('onCall.addLayer')}
        </Button>
      )}
    </>
  )
}

/** What the form would come to, while it is filled in. */
function Preview({ draft }: { draft: ScheduleDraft }) {
  const { t } = useTranslation()
  const now = useNow()
  const me = useSession().data?.user.username
  const from = mondayOf(now)
  const [settled] = useDebouncedValue(draft, PREVIEW_WAIT_MS)
  // The name matters to nobody before it is saved.
  const named = { ...settled, name: '-' }
  const complete = Object.keys(draftErrors(named)).length === 0
  const query = usePreview(complete ? requestOf(named) : null, { from, to: daysAfter(from, 7 * WEEKS) })
  return (
    <section className={scheduleForm.preview} aria-label={t('onCall.preview')}>
      <div className={styles.panel}>
        <h2>{t('onCall.preview')}</h2>
        {query.isError || !complete ? (
          <p className="muted">{t('onCall.previewLater')}</p>
        ) : query.data ? (
          <Calendar answer={query.data} from={from} now={now} me={me} onTake={null} />
        ) : (
          <PanelSkeleton height={380} />
        )}
      </div>
    </section>
  )
}
