import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconPhoneCall } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useOnCallNow } from '../on-call/queries.ts'
import styles from './on-call-now.module.css'

/** Who is to be called now; nothing as long as nobody plans it. */
export function OnCallNow() {
  const { t } = useTranslation()
  const formats = useFormats()
  const schedules = useOnCallNow().data ?? []
  if (schedules.length === 0) return null
  return (
    <section className={styles.onCall} aria-label={t('incidents.onCall')}>
      <h2>
        <IconPhoneCall size={18} aria-hidden />
        <Link to="/on-call">{t('incidents.onCall')}</Link>
      </h2>
      <ul>
        {schedules.map(({ schedule, users, until }) => (
          <li key={schedule.id}>
            <span className="muted">{schedule.name}</span>{' '}
            {users.length > 0 ? (
              <strong>{users.map(({ username }) => username).join(', ')}</strong>
            ) : (
              <strong className={styles.nobody}>{t('incidents.nobodyOnCall')}</strong>
            )}
            {until !== null && <span className="muted"> {t('alerts.until', { when: formats.moment(Date.parse(until)) })}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
