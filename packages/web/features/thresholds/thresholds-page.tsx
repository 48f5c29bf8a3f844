import { DEFAULT_THRESHOLDS, RESOURCES, type Thresholds } from '@hyperion/wire/thresholds'
import type { ThresholdsAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowBackUp, IconCircleCheck, IconLock } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { RulesTabs } from '../rules/rules-tabs.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { type Draft, draftErrors, draftOf, FIELDS, sameDraft, sameThresholds, thresholdsOf } from './draft.ts'
import { saveThresholds, useThresholdsAnswer } from './queries.ts'
import { ResourceLimits } from './resource-limits.tsx'
import styles from './thresholds.module.css'

export function ThresholdsPage() {
  const { t } = useTranslation()
  const query = useThresholdsAnswer()
  useTitle(t('nav.thresholds'))
  return (
    <div className={settings.page}>
      <div>
        <h1 className={settings.title}>{t('nav.rules')}</h1>
        <p className="muted">{t('thresholds.lead')}</p>
      </div>
      <div>
        <RulesTabs />
      </div>
      {query.data ? (
        <ThresholdsForm answer={query.data} fetchedAt={query.dataUpdatedAt} />
      ) : (
        <PanelPending query={query} height={480} framed />
      )}
    </div>
  )
}

/** The draft is null while nothing was changed: then the form shows what the hub has, also when others change it. */
function useThresholdsForm(answer: ThresholdsAnswer) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit(FIELDS)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [saved, setSaved] = useState<{ readonly before: Thresholds | null } | null>(null)
  const current = draftOf(answer.thresholds)
  const shown = draft ?? current
  const save = async (thresholds: Thresholds, before: Thresholds | null) => {
    if (!(await submission.run(() => saveThresholds(client, thresholds)))) return
    setDraft(null)
    setSaved({ before })
  }
  const edit = (next: Draft) => {
    setSaved(null)
    setDraft(sameDraft(next, current) ? null : next)
  }
  return {
    submission,
    shown,
    changed: draft !== null,
    saved,
    edit,
    discard: () => {
      submission.check({})
      setDraft(null)
    },
    submit: async () => {
      const found = Object.entries(draftErrors(shown)).map(([field, key]) => [field, t(key)] as const)
      if (submission.check(Object.fromEntries(found))) await save(thresholdsOf(shown, answer.thresholds), answer.thresholds)
    },
    undo: (before: Thresholds) => save(before, null),
  }
}

function ThresholdsForm({ answer, fetchedAt }: { answer: ThresholdsAnswer; fetchedAt: number }) {
  const { t } = useTranslation()
  const permitted = usePermitted('config')
  const { submission, shown, changed, saved, edit, discard, submit, undo } = useThresholdsForm(answer)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (changed && !submission.busy) void submit()
  }
  return (
    <form ref={submission.form} className={settings.card} onSubmit={send} noValidate>
      {!permitted && (
        <p className={styles.readonly}>
          <IconLock size={18} aria-hidden />
          {t('thresholds.readonly')}
        </p>
      )}
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {RESOURCES.map((resource) => (
        <ResourceLimits
          key={resource}
          resource={resource}
          draft={shown[resource]}
          limits={thresholdsOf(shown, answer.thresholds)[resource]}
          errors={submission.errors}
          readOnly={!permitted}
          onChange={(level, value) => {
            edit({ ...shown, [resource]: { ...shown[resource], [level]: value } })
            submission.clear(`${resource}.warning`)
            submission.clear(`${resource}.critical`)
          }}
        />
      ))}
      {permitted && (
        <div className={styles.actions}>
          <Button type="submit" loading={submission.busy} disabled={!changed}>
            {t('common.save')}
          </Button>
          {changed && (
            <Button variant="default" disabled={submission.busy} onClick={discard}>
              {t('thresholds.discard')}
            </Button>
          )}
          {!changed && !sameThresholds(answer.thresholds, DEFAULT_THRESHOLDS) && (
            <Button variant="subtle" color="gray" onClick={() => edit(draftOf(DEFAULT_THRESHOLDS))}>
              {t('thresholds.defaults')}
            </Button>
          )}
          <div className={styles.saved} role="status">
            {saved && (
              <span className={styles.savedWord}>
                <IconCircleCheck size={18} aria-hidden />
                {t(saved.before ? 'thresholds.saved' : 'thresholds.undone')}
              </span>
            )}
          </div>
          {saved?.before && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              disabled={submission.busy}
              onClick={() => saved.before && void undo(saved.before)}
            >
              {t('thresholds.undo')}
            </Button>
          )}
        </div>
      )}
      <LastChange answer={answer} now={fetchedAt} />
    </form>
  )
}

function LastChange({ answer, now }: { answer: ThresholdsAnswer; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (answer.updated_at === null) return <p className={styles.changed}>{t('thresholds.neverChanged')}</p>
  const at = Date.parse(answer.updated_at)
  const when = formats.relative(Math.min(at, now), now)
  return (
    <p className={styles.changed}>
      <time dateTime={answer.updated_at} title={formats.dateTime(at)}>
        {answer.updated_by === null ? t('thresholds.changed', { when }) : t('thresholds.changedBy', { when, who: answer.updated_by })}
      </time>
    </p>
  )
}
