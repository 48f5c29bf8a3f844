import type { IncidentStepRow } from '@hyperion/wire/incidents'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPlayerPause, IconRefresh } from '../../../app/icons.ts'
import { useFormats } from '../../../app/use-formats.ts'
import { retryStep } from '../queries.ts'
import type { Deeds } from '../use-deeds.ts'
import { hubReason } from './hub-words.ts'
import styles from './room-steps.module.css'

const LOOKS = {
  pending: { icon: IconClock, tone: 'quiet' },
  done: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
  skipped: { icon: IconPlayerPause, tone: 'quiet' },
} as const

interface RoomStepsProps {
  readonly shortId: string
  readonly steps: readonly IncidentStepRow[]
  /** Left out for those who may only look. */
  readonly deeds?: Deeds
}

/** What the hub does by itself: the newest of each kind, for the same is done again after each change. */
export function RoomSteps({ shortId, steps, deeds }: RoomStepsProps) {
  const { t } = useTranslation()
  const newest = [...new Map(steps.map((step) => [step.kind, step])).values()]
  if (newest.length === 0) return null
  return (
    <section className={styles.steps} aria-labelledby="steps-title">
      <h2 id="steps-title">{t('incidents.steps.title')}</h2>
      <ul>
        {newest.map((step) => (
          <Step key={step.id} shortId={shortId} step={step} {...(deeds && { deeds })} />
        ))}
      </ul>
    </section>
  )
}

function Step({ shortId, step, deeds }: { shortId: string; step: IncidentStepRow; deeds?: Deeds }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const { icon: Icon, tone } = LOOKS[step.state]
  const reason = step.error === null ? null : hubReason(step.error)
  const again = step.state === 'pending' && step.attempts > 0
  return (
    <li className={styles.step}>
      <span className={styles.stepState} data-tone={tone}>
        <Icon size={16} aria-hidden />
        <span className="visually-hidden">{t(`incidents.steps.state.${step.state}`)}</span>
      </span>
      <span className={styles.stepText}>
        {t(`incidents.steps.kind.${step.kind}`, { defaultValue: step.kind })}
        <span className="muted">{t(`incidents.steps.state.${step.state}`)}</span>
        {step.error !== null && (
          <span className={styles.stepError}>{reason === null ? step.error : t(`incidents.steps.reason.${reason}`)}</span>
        )}
        {again && <span className="muted">{t('incidents.steps.again', { time: formats.time(Date.parse(step.due_at)) })}</span>}
      </span>
      {step.state === 'failed' && deeds && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={deeds.busy}
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => void deeds.attempt(() => retryStep(client, shortId, step.id))}
        >
          {t('common.retry')}
        </Button>
      )}
    </li>
  )
}
