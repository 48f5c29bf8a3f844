import type { IncidentAlert } from '@hyperion/wire/incidents'
import { useTranslation } from 'react-i18next'
import { IconBell, IconCircleCheck, IconExternalLink } from '../../../app/icons.ts'
import { useFormats } from '../../../app/use-formats.ts'
import { When } from '../../../app/when.tsx'
import { PanelEmpty } from '../../hosts/panel.tsx'
import { SeverityBadge } from '../badges.tsx'
import incidents from '../incidents.module.css'
import styles from './room-alerts.module.css'

/** The alerts that the incident is made of, those that fire first. */
export function RoomAlerts({ alerts, now }: { alerts: readonly IncidentAlert[]; now: number }) {
  const { t } = useTranslation()
  if (alerts.length === 0) return <PanelEmpty>{t('incidents.noAlerts')}</PanelEmpty>
  const sorted = alerts.toSorted((a, b) => Number(a.status === 'resolved') - Number(b.status === 'resolved'))
  return (
    <ul className={styles.alerts}>
      {sorted.map((alert) => (
        <Alert key={`${alert.source} ${alert.fingerprint}`} alert={alert} now={now} />
      ))}
    </ul>
  )
}

function Alert({ alert, now }: { alert: IncidentAlert; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const firing = alert.status === 'firing'
  const Icon = firing ? IconBell : IconCircleCheck
  const lasted = alert.ended_at === null ? null : Date.parse(alert.ended_at) - Date.parse(alert.detected_at)
  return (
    <li className={styles.alert}>
      <div className={styles.alertHead}>
        <span className={incidents.badge} data-tone={firing ? 'bad' : 'good'}>
          <Icon size={16} aria-hidden />
          {t(`alerts.${alert.status}`)}
        </span>
        <SeverityBadge severity={alert.severity} />
        {alert.count > 1 && <span className="muted">{t('incidents.told', { count: alert.count })}</span>}
      </div>
      <strong>{alert.title}</strong>
      <p className="muted">
        {t(`incidents.from.${alert.source}`, { defaultValue: alert.source })} · <When at={alert.detected_at} now={now} />
        {lasted !== null && ` · ${t('alerts.lasted', { duration: formats.duration(Math.max(0, lasted)) })}`}
      </p>
      <Labels labels={alert.labels} />
      {alert.url !== null && /^(https?:\/\/|\/)/.test(alert.url) && (
        <a href={alert.url} target="_blank" rel="noreferrer" className={styles.alertLink}>
          {t('incidents.source')}
          <IconExternalLink size={14} aria-hidden />
        </a>
      )}
    </li>
  )
}

function Labels({ labels }: { labels: IncidentAlert['labels'] }) {
  const all = Object.entries(labels)
  if (all.length === 0) return null
  return (
    <ul className={styles.labels}>
      {all.map(([name, value]) => (
        <li key={name}>
          <span className="muted">{name}</span> {value}
        </li>
      ))}
    </ul>
  )
}
