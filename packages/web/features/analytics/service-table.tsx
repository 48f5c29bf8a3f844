import type { ServiceIncidentsRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import styles from './analytics.module.css'

/** Services with most incidents first; each leads to its incidents. */
export function ServiceTable({ rows }: { rows: readonly ServiceIncidentsRow[] }) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const most = Math.max(...rows.map(({ incidents }) => incidents), 1)
  const lasted = (seconds: number | null): string => duration(seconds === null ? null : seconds * 1000)
  return (
    <div className={styles.scroll}>
      <table className={`${panel.table} ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">{t('analytics.service')}</th>
            <th scope="col">{t('analytics.incidents')}</th>
            <th scope="col">{t('analytics.stillOpen')}</th>
            <th scope="col">{t('analytics.majors')}</th>
            <th scope="col">{t('analytics.mtta')}</th>
            <th scope="col">{t('analytics.mttr')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.service.id}>
              <th scope="row">
                <Link to={`/incidents?view=list&service=${row.service.id}`}>{row.service.name}</Link>
              </th>
              <td>
                <span className={styles.bar} aria-hidden>
                  <span style={{ inlineSize: `${(row.incidents / most) * 100}%` }} />
                </span>
                {number(row.incidents)}
              </td>
              <td>{number(row.open_incidents)}</td>
              <td>{number((row.incidents_by_severity.SEV1_CRITICAL ?? 0) + (row.incidents_by_severity.SEV2_HIGH ?? 0))}</td>
              <td>{lasted(row.avg_mtta_seconds)}</td>
              <td>{lasted(row.avg_mttr_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
