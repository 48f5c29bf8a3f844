import type { AlertRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { amountText } from '../../app/amounts.ts'
import { IconActivity, IconAlertOctagon, IconAlertTriangle, IconBellOff, IconCircleCheck, IconUserCheck } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import styles from './alerts.module.css'

/** In a word, a colour and a sign: how bad it is, or that it is over. */
export function AlertState({ alert }: { alert: Pick<AlertRow, 'state' | 'level'> }) {
  const { t } = useTranslation()
  const over = alert.state === 'resolved'
  const Icon = over ? IconCircleCheck : alert.level === 'critical' ? IconAlertOctagon : IconAlertTriangle
  return (
    <span className={panel.tag} data-tone={over ? 'good' : alert.level === 'critical' ? 'bad' : 'warn'}>
      <Icon size={18} aria-hidden />
      {t(over ? 'alerts.resolved' : `state.${alert.level}`)}
    </span>
  )
}

/** The value, and the threshold that it has passed. */
export function AlertValue({ alert }: { alert: AlertRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (alert.value === null) return <span className="muted">–</span>
  return (
    <span className={styles.value}>
      <strong>{amountText(formats, alert.value, alert.unit)}</strong>
      {alert.threshold !== null && (
        <span className={panel.sub}>{t('alerts.threshold', { value: amountText(formats, alert.threshold, alert.unit) })}</span>
      )}
    </span>
  )
}

/** Since when it fires, or when and for how long it did. */
export function AlertTime({ alert, now }: { alert: AlertRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const start = Date.parse(alert.started_at)
  const end = alert.resolved_at === null ? now : Date.parse(alert.resolved_at)
  const lasted = formats.duration(Math.max(0, end - start))
  return (
    <span className={styles.value}>
      <span>
        <When at={alert.started_at} now={now} />
      </span>
      {alert.resolved_at !== null && (
        <span className={panel.sub} title={t('alerts.until', { when: formats.dateTime(end) })}>
          {t('alerts.lasted', { duration: lasted })}
        </span>
      )}
    </span>
  )
}

/** Who has it in hand, and what else keeps it quiet. */
export function AlertMarks({ alert }: { alert: AlertRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const at = (time: string | null) => (time === null ? undefined : formats.dateTime(Date.parse(time)))
  const until = alert.silenced_until === null ? '' : formats.moment(Date.parse(alert.silenced_until))
  if (alert.acknowledged_at === null && !alert.silenced && !alert.flapping) return null
  return (
    <span className={styles.marks}>
      {alert.acknowledged_at !== null && (
        <span className={styles.mark} title={at(alert.acknowledged_at)}>
          <IconUserCheck size={14} aria-hidden />
          {t('alerts.acknowledgedBy', { who: alert.acknowledged_by ?? '–' })}
        </span>
      )}
      {alert.silenced && (
        <span className={styles.mark} title={at(alert.silenced_until)}>
          <IconBellOff size={14} aria-hidden />
          {until === '' ? t('alerts.silenced') : t('alerts.silencedUntil', { until })}
        </span>
      )}
      {alert.flapping && (
        <span className={styles.mark} title={t('alerts.flappingText')}>
          <IconActivity size={14} aria-hidden />
          {t('alerts.flapping')}
        </span>
      )}
    </span>
  )
}
