import type { IncidentAnswer } from '@hyperion/wire/incidents'
import type { RunbookRow, RunbookStepRow } from '@hyperion/wire/services'
import { Checkbox, NativeSelect } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconExternalLink } from '../../../app/icons.ts'
import { Markdown } from '../../../app/markdown.tsx'
import { remember, remembered } from '../../../app/remember.ts'
import { CopyBlock } from '../../add-host/copy-block.tsx'
import { useStepCommands } from '../../commands/queries.ts'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../../hosts/panel.tsx'
import { useCollection } from '../../services/queries.ts'
import styles from './room-runbook.module.css'
import { RunStep } from './run-step.tsx'

/** What to do, beside what happens. */
export function RoomRunbook({ incident }: { incident: IncidentAnswer }) {
  const { t } = useTranslation()
  const list = useCollection('runbooks')
  const [chosen, setChosen] = useState<string | null>(null)
  if (list.isPending) return <PanelSkeleton height={240} />
  if (list.isError) return <PanelFailure error={list.error} retry={() => void list.refetch()} />
  const runbooks = list.data.filter(({ service }) => service?.id === incident.service.id)
  const runbook = runbooks.find(({ id }) => id === chosen) ?? runbooks[0]
  if (!runbook) return <None incident={incident} />
  return (
    <div className={styles.runbook}>
      {runbooks.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={t('incidents.panel.runbook')}
          data={runbooks.map(({ id, title }) => ({ value: id, label: title }))}
          value={runbook.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <Content key={runbook.id} runbook={runbook} incident={incident} />
    </div>
  )
}

function None({ incident: { service } }: { incident: IncidentAnswer }) {
  const { t } = useTranslation()
  return (
    <>
      <PanelEmpty>{t('incidents.noRunbook', { service: service.name })}</PanelEmpty>
      <p className={styles.centre}>
        {service.runbook_url !== null && /^https?:\/\//.test(service.runbook_url) ? (
          <a href={service.runbook_url} target="_blank" rel="noreferrer">
            {t('incidents.runbookLink')} <IconExternalLink size={14} aria-hidden />
          </a>
        ) : (
          <Link to="/runbooks">{t('nav.runbooks')}</Link>
        )}
      </p>
    </>
  )
}

function Content({ runbook: { id, title, description, steps }, incident }: { runbook: RunbookRow; incident: IncidentAnswer }) {
  const { t } = useTranslation()
  const [done, toggle] = useTicks(`runbook.${incident.short_id}.${id}`)
  const commands = useStepCommands(id).data?.steps ?? []
  const sorted = steps.toSorted((a, b) => a.order - b.order)
  return (
    <>
      <div className={styles.runbookHead}>
        <Link to={`/runbooks/${id}`}>{title}</Link>
        <span className="muted">
          {t('incidents.runbookDone', { done: sorted.filter((step) => done.has(step.id)).length, all: sorted.length })}
        </span>
      </div>
      {description !== '' && <Markdown compact>{description}</Markdown>}
      <ol className={styles.runbookSteps}>
        {sorted.map((step) => (
          <Step key={step.id} step={step} done={done.has(step.id)} onToggle={() => toggle(step.id)}>
            {commands.map(
              (named) =>
                named.step === step.id && (
                  <RunStep
                    key={named.command}
                    named={named}
                    incident={incident}
                    reason={t('incidents.run.reason', { runbook: title, order: step.order, step: step.title })}
                  />
                ),
            )}
          </Step>
        ))}
      </ol>
    </>
  )
}

interface StepProps {
  readonly step: RunbookStepRow
  readonly done: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

function Step({ step, done, onToggle, children }: StepProps) {
  const { t } = useTranslation()
  const marks = [
    step.is_critical ? t('incidents.runbookCritical') : '',
    step.requires_confirmation ? t('incidents.runbookConfirm') : '',
    step.expected_duration_minutes ? t('incidents.runbookMinutes', { count: step.expected_duration_minutes }) : '',
  ].filter((mark) => mark !== '')
  return (
    <li data-done={done || undefined}>
      <Checkbox label={step.title} checked={done} onChange={onToggle} {...(marks.length > 0 && { description: marks.join(' · ') })} />
      {step.description && (
        <div className={styles.runbookText}>
          <Markdown compact>{step.description}</Markdown>
        </div>
      )}
      {step.command && <CopyBlock quiet text={step.command} label={t('incidents.copyCommand', { title: step.title })} />}
      {children}
    </li>
  )
}

/** Which steps were ticked off, on this device. */
function useTicks(name: string): readonly [ReadonlySet<string>, (id: string) => void] {
  const [done, setDone] = useState<ReadonlySet<string>>(() => new Set((remembered(name) ?? '').split(' ').filter(Boolean)))
  const toggle = (id: string) => {
    const next = new Set(done)
    if (!next.delete(id)) next.add(id)
    remember(name, [...next].join(' '))
    setDone(next)
  }
  return [done, toggle]
}
