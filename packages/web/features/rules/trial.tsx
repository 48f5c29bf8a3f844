import type { RuleRequest, TrialAnswer } from '@hyperion/wire/web'
import { Loader, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { IconAlertTriangle, IconCircleCheck } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { PanelEmpty, PanelSkeleton } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import { useTrial } from './queries.ts'
import styles from './rules.module.css'
import { busiestFirst, seriesKey } from './trial.ts'
import { TrialSeriesView } from './trial-series.tsx'

const SPANS = [24, 168, 720] as const
/** Typing goes on: the question is asked when it pauses. */
const PAUSE_MS = 500

/** What the rule would have done, as its form stands now; null while the form makes no rule. */
export function Trial({ rule }: { rule: RuleRequest | null }) {
  const { t } = useTranslation()
  const [hours, setHours] = useState<number>(24)
  const [asked] = useDebouncedValue(JSON.stringify(rule && tried(rule)), PAUSE_MS)
  const question = JSON.parse(asked) as RuleRequest | null
  const replayed = rule?.kind !== 'unit_failed'
  const query = useTrial(question && replayed ? { rule: question, hours } : null)
  const waiting = rule !== null && replayed && (query.isFetching || asked !== JSON.stringify(tried(rule)))
  return (
    <section className={`${settings.card} ${styles.trial}`} aria-label={t('rules.trial.title')} aria-busy={waiting}>
      <header className={styles.trialHead}>
        <h2>{t('rules.trial.title')}</h2>
        {waiting && <Loader size={16} aria-hidden />}
        <SegmentedControl
          size="xs"
          aria-label={t('rules.trial.span')}
          data={SPANS.map((span) => ({ value: String(span), label: t(`rules.trial.spans.${span}`) }))}
          value={String(hours)}
          onChange={(value) => setHours(Number(value))}
          transitionDuration={100}
        />
      </header>
      {rule === null ? (
        <PanelEmpty>{t('rules.trial.incomplete')}</PanelEmpty>
      ) : !replayed ? (
        <PanelEmpty>{t('rules.trial.noHistory')}</PanelEmpty>
      ) : query.isError && !query.isFetching ? (
        <Refused error={query.error} />
      ) : query.data ? (
        <Outcome answer={query.data} unit={rule.kind === 'silent' ? 'minutes' : query.data.unit} />
      ) : (
        <PanelSkeleton height={280} />
      )}
    </section>
  )
}

/** Neither the name nor the switch changes what a rule does. */
function tried(rule: RuleRequest): RuleRequest {
  return { ...rule, name: '-', enabled: true }
}

function Refused({ error }: { error: Error }) {
  const { t } = useTranslation()
  const details = error instanceof ApiError ? Object.values(error.details).flat() : []
  return (
    <div className={styles.refused} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p>{t('rules.trial.failed')}</p>
        {(details.length > 0 ? details : [error.message]).map((words) => (
          <p key={words} className="muted">
            {words}
          </p>
        ))}
      </div>
    </div>
  )
}

function Outcome({ answer, unit }: { answer: TrialAnswer; unit: string }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string | null>(null)
  const series = busiestFirst(answer.series)
  const shown = series.find((each) => seriesKey(each) === chosen) ?? series[0]
  const hosts = new Set(series.map((each) => each.host)).size
  if (!shown) return <PanelEmpty>{t('rules.trial.nothing')}</PanelEmpty>
  return (
    <>
      <Sentence answer={answer} />
      {series.length > 1 && (
        <div className={styles.chips}>
          {series.map((each) => (
            <button
              key={seriesKey(each)}
              type="button"
              className={styles.chip}
              aria-pressed={each === shown}
              onClick={() => setChosen(seriesKey(each))}
            >
              {[hosts > 1 || each.instance === '' ? each.host_name : '', each.instance].filter(Boolean).join(' · ')}
              {each.fired.length > 0 && <span className={styles.times}>{t('rules.trial.times', { count: each.fired.length })}</span>}
            </button>
          ))}
        </div>
      )}
      <TrialSeriesView key={seriesKey(shown)} answer={answer} series={shown} unit={unit} />
      {answer.truncated && <p className={styles.hint}>{t('rules.trial.truncated')}</p>}
    </>
  )
}

/** The outcome in words. */
function Sentence({ answer: { totals } }: { answer: TrialAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const quiet = totals.fired === 0
  const Icon = quiet ? IconCircleCheck : IconAlertTriangle
  const parts = [
    t('rules.trial.fired', { count: totals.fired }),
    t('rules.trial.inAll', { duration: formats.duration(totals.firing_seconds * 1_000) }),
    t('rules.trial.notifications', { count: totals.notifications }),
    ...(totals.flapped > 0 ? [t('rules.trial.flapped', { count: totals.flapped })] : []),
  ]
  return (
    <p className={styles.sentence} data-quiet={quiet || undefined} aria-live="polite" data-testid="trial-sentence">
      <Icon size={18} aria-hidden />
      {quiet ? t('rules.trial.quiet') : parts.join(', ')}
    </p>
  )
}
