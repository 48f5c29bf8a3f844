import type { NotificationRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { incidentIn } from './incident-link.ts'
import styles from './notifications.module.css'

type Tone = 'good' | 'warn' | 'bad' | 'quiet'
const ICONS = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconAlertOctagon, quiet: IconInfoCircle }

interface NotificationListProps {
  readonly rows: readonly NotificationRow[]
  /** How many of the first are new. */
  readonly unread: number
  readonly now: number
}

export function NotificationList({ rows, unread, now }: NotificationListProps) {
  const { t } = useTranslation()
  return (
    <ul className={styles.list}>
      {rows.map((row, index) => (
        <li key={row.id} className={styles.row} data-new={index < unread || undefined}>
          <Sign row={row} />
          <div className={styles.text}>
            <p className={styles.message}>
              <Message row={row} />
            </p>
            <p className={styles.sub}>
              {row.alert && <span>{t(`deliveries.kinds.${row.alert.kind}`)}</span>}
              <Moment at={Date.parse(row.timestamp)} now={now} />
              {index < unread && <span className={styles.new}>{t('notifications.new')}</span>}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Leads to the incident or the alert that it is about. */
function Message({ row: { message, alert } }: { row: NotificationRow }) {
  const to = incidentIn(message)?.to ?? (alert && `/alerts?alert=${alert.id}`)
  return to ? <Link to={to}>{message}</Link> : message
}

function Moment({ at, now }: { at: number; now: number }) {
  const formats = useFormats()
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.dateTime(at)}>
      {formats.relative(Math.min(at, now), now)}
    </time>
  )
}

/** The state in colour, shape and word. */
function Sign({ row }: { row: NotificationRow }) {
  const { t } = useTranslation()
  const tone = toneOf(row)
  const Icon = ICONS[tone]
  return (
    <span className={styles.sign} data-tone={tone}>
      <Icon size={20} aria-hidden />
      <span className="visually-hidden">{t(`notifications.tone.${tone}`)}</span>
    </span>
  )
}

function toneOf({ level, alert }: NotificationRow): Tone {
  if (alert?.kind === 'resolved') return 'good'
  return level === 'error' ? 'bad' : level === 'warning' ? 'warn' : 'quiet'
}
