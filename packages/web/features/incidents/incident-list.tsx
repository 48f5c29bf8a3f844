import type { IncidentRow } from '@hyperion/wire/incidents'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNow, When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { SeverityBadge, StatusBadge } from './badges.tsx'
import { type Acting, CardActions } from './incident-board.tsx'
import styles from './incidents.module.css'

/** State first, name second; cards on a phone. */
export function IncidentList({ rows, acting }: { rows: readonly IncidentRow[]; acting?: Acting }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <table className={`${panel.table} ${styles.table}`} aria-label={t('nav.incidents')}>
      <thead>
        <tr>
          <th scope="col">{t('incidents.field.status')}</th>
          <th scope="col">{t('incidents.field.title')}</th>
          <th scope="col">{t('incidents.field.severity')}</th>
          <th scope="col">{t('incidents.field.service')}</th>
          <th scope="col">{t('incidents.field.lead')}</th>
          <th scope="col">{t('incidents.field.created')}</th>
          {acting && (
            <th scope="col">
              <span className="visually-hidden">{t('users.actions')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={styles.statusCell}>
              <StatusBadge status={row.status} />
            </td>
            <td className={styles.titleCell}>
              <Link to={`/incidents/${row.short_id}`} data-incident={row.short_id}>
                {row.title}
              </Link>
              <span className={styles.shortId}>{row.short_id}</span>
            </td>
            <td>
              <SeverityBadge severity={row.severity} />
            </td>
            <td>{row.service.name}</td>
            <td className={styles.leadCell}>{row.lead?.username ?? <span className="muted">–</span>}</td>
            <td>
              <When at={row.created_at} now={now} />
            </td>
            {acting && <td className={styles.actionsCell}>{row.status !== 'RESOLVED' && <CardActions row={row} acting={acting} />}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
