import type { RunbookRow, RunbookStepRow } from '@hyperion/wire/services'
import type { StepCommandsAnswer } from '@hyperion/wire/web'
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { IconAlertTriangle, IconClock, IconPencil, IconUserCheck } from '../../app/icons.ts'
import { Markdown } from '../../app/markdown.tsx'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useNow, When } from '../../app/when.tsx'
import { CopyBlock } from '../add-host/copy-block.tsx'
import { useStepCommands } from '../commands/queries.ts'
import panel from '../hosts/panel.module.css'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useRunbook } from '../services/queries.ts'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { minutesOf } from './draft.ts'
import styles from './runbooks.module.css'

export function RunbookPage() {
  const { id = '' } = useParams()
  const query = useRunbook(id)
  if (query.data) return <Reading key={id} runbook={query.data} />
  if (!query.isError) return <PanelSkeleton height={320} />
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />
  return (
    <section className={settings.card}>
      <PanelFailure error={query.error} retry={() => void query.refetch()} />
    </section>
  )
}

/** To be read at 3 a.m.: one step after another, ticked off on this page alone. */
function Reading({ runbook }: { runbook: RunbookRow }) {
  const { t } = useTranslation()
  const now = useNow()
  const permitted = usePermitted('execute')
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const { id, title, description, service, steps, updated_at } = runbook
  const minutes = minutesOf(steps)
  const named = useStepCommands(id).data?.steps ?? []
  useTitle(title, t('nav.runbooks'))
  const tick = (step: string) =>
    setDone((before) => new Set(before.has(step) ? [...before].filter((each) => each !== step) : [...before, step]))
  return (
    <div className={`${settings.page} ${styles.reading}`}>
      <header className={styles.head}>
        <div>
          <Link to="/runbooks">{t('nav.runbooks')}</Link>
          <h1 className={settings.title}>{title}</h1>
          <p className="muted">
            {[service?.name ?? t('runbooks.anyService'), ...(minutes === null ? [] : [t('runbooks.minutes', { count: minutes })])].join(
              ' · ',
            )}
            {' · '}
            {t('runbooks.changed')} <When at={updated_at} now={now} />
          </p>
        </div>
        {permitted && (
          <Button component={Link} to={`/runbooks/${id}/edit`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>
            {t('catalog.edit')}
          </Button>
        )}
      </header>
      {description !== '' && (
        <section className={settings.card} aria-label={t('catalog.description')}>
          <Markdown>{description}</Markdown>
        </section>
      )}
      {steps.length === 0 ? (
        <section className={`${settings.card} ${styles.empty}`}>
          <p className="muted">{t('runbooks.noSteps')}</p>
        </section>
      ) : (
        <>
          <div className={styles.progress}>
            <p role="status">{t('runbooks.progress', { done: done.size, count: steps.length })}</p>
            {done.size > 0 && (
              <Button size="compact-sm" variant="subtle" onClick={() => setDone(new Set())}>
                {t('runbooks.startOver')}
              </Button>
            )}
          </div>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <Step
                key={step.id}
                step={step}
                named={named.find((each) => each.step === step.id)}
                done={done.has(step.id)}
                onTick={() => tick(step.id)}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

interface StepProps {
  readonly step: RunbookStepRow
  readonly named: StepCommandsAnswer['steps'][number] | undefined
  readonly done: boolean
  readonly onTick: () => void
}

function Step({ step, named, done, onTick }: StepProps) {
  const { t } = useTranslation()
  const { order, title, description, command, expected_duration_minutes: minutes, is_critical, requires_confirmation } = step
  return (
    <li className={styles.step} data-done={done || undefined} data-step={order}>
      <Checkbox className={styles.tick ?? ''} label={`${order}. ${title}`} checked={done} onChange={onTick} />
      {(is_critical || requires_confirmation || minutes !== null) && (
        <div className={styles.marks}>
          {is_critical && (
            <span className={panel.tag} data-tone="bad">
              <IconAlertTriangle size={14} aria-hidden />
              {t('runbooks.critical')}
            </span>
          )}
          {requires_confirmation && (
            <span className={panel.tag} data-tone="warn">
              <IconUserCheck size={14} aria-hidden />
              {t('runbooks.confirmation')}
            </span>
          )}
          {minutes !== null && (
            <span className={panel.tag} data-tone="quiet">
              <IconClock size={14} aria-hidden />
              {t('runbooks.minutes', { count: minutes })}
            </span>
          )}
        </div>
      )}
      {description !== '' && <Markdown compact>{description}</Markdown>}
      {command !== null && <CopyBlock quiet text={command} label={t('runbooks.commandOf', { order })} />}
      {named && <p className="muted">{t(named.deleted ? 'runbooks.savedGone' : 'runbooks.runsSaved', { name: named.name })}</p>}
    </li>
  )
}
