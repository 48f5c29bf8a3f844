import type { TimelineRow, TimelineType } from '@hyperion/wire/incidents'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  IconAlertTriangle,
  IconBell,
  IconBroadcast,
  IconFileAnalytics,
  IconMessageCircle,
  IconNotebook,
  IconPencil,
  IconSend,
  IconTag,
  IconTools,
  IconUrgent,
  IconUserCheck,
  IconUsers,
} from '../../../app/icons.ts'
import { Markdown } from '../../../app/markdown.tsx'
import { useFormats } from '../../../app/use-formats.ts'
import styles from './timeline.module.css'
import { byMinute, entryWords } from './timeline-words.ts'

const ICONS: Readonly<Record<TimelineType, typeof IconBell>> = {
  STATUS_CHANGE: IconUrgent,
  SEVERITY_CHANGE: IconAlertTriangle,
  ALERT: IconBell,
  COMMENT: IconMessageCircle,
  TAG: IconTag,
  LEAD: IconUserCheck,
  EDIT: IconPencil,
  NOTIFICATION: IconSend,
  ESCALATION: IconBroadcast,
  WAR_ROOM: IconUsers,
  RUNBOOK: IconNotebook,
  DOCUMENT: IconFileAnalytics,
  ACTION: IconTools,
}

/** What happened, newest first, minute by minute. */
export function Timeline({ entries }: { entries: readonly TimelineRow[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <ol className={styles.timeline} aria-label={t('incidents.panel.timeline')}>
      {byMinute(entries).map(({ at, entries: minute }) => (
        <li key={`${at} ${minute[0]?.id}`} className={styles.minute}>
          <time dateTime={new Date(at).toISOString()}>{formats.moment(at)}</time>
          <ul className={styles.entries}>
            {minute.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: TimelineRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const Icon = ICONS[entry.type] ?? IconBell
  const { head, body } = entryWords(t, entry)
  const link = typeof entry.data.url === 'string' && /^https?:\/\//.test(entry.data.url) ? entry.data.url : null
  const { host, action: id } = entry.data
  const action = typeof host === 'number' && typeof id === 'string' ? `/hosts/${host}/actions?action=${id}` : null
  return (
    <li className={styles.entry} data-type={entry.type} data-to={typeof entry.data.to === 'string' ? entry.data.to : undefined}>
      <Icon size={18} aria-hidden />
      <div className={styles.entryText}>
        <p className={styles.entryHead} title={formats.dateTime(Date.parse(entry.timestamp))}>
          <strong>{head}</strong>
          {entry.actor !== null && <span className="muted"> · {entry.actor}</span>}
        </p>
        {body !== null && (entry.type === 'COMMENT' ? <Markdown compact>{body}</Markdown> : <p className={styles.entryBody}>{body}</p>)}
        {action !== null && <Link to={action}>{t('incidents.run.open')}</Link>}
        {link !== null && (
          <a href={link} target="_blank" rel="noreferrer">
            {t(entry.type === 'ALERT' ? 'incidents.source' : 'incidents.open')}
          </a>
        )}
      </div>
    </li>
  )
}
