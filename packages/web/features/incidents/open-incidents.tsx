import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNow, When } from '../../app/when.tsx'
import { SeverityBadge, StatusBadge } from './badges.tsx'
import styles from './open-incidents.module.css'
import { useOpenIncidents } from './queries.ts'

const SHOWN = 3

/** The open incidents, worst first, before anything else; nothing when there are none. */
export function OpenIncidents() {
  const { t } = useTranslation()
  const now = useNow()
  const page = useOpenIncidents().data
  if (!page || page.count === 0) return null
  return (
    <section className={styles.open} aria-label={t('incidents.openNow')}>
      <header className={styles.openHead}>
        <h2>{t('incidents.openCount', { count: page.count })}</h2>
        <Link to="/incidents">{t('incidents.showAll')}</Link>
      </header>
      <ul className={styles.openList}>
        {page.results.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <SeverityBadge severity={row.severity} />
            <Link className={styles.openTitle} to={`/incidents/${row.short_id}`}>
              {row.title}
            </Link>
            <span className="muted">{row.service.name}</span>
            <StatusBadge status={row.status} />
            <span className="muted">
              <When at={row.created_at} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
