import type { IncidentTrendRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import styles from './analytics.module.css'

/** So many dates fit beneath the columns; the others have theirs on hover. */
const DATES = 8
const DAY_MS = 86_400_000

/** A column for each seven days: how many incidents, and how long they took; a table for those who cannot see columns. */
export function TrendColumns({ rows }: { rows: readonly IncidentTrendRow[] }) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const lasted = (seconds: number | null): string => duration(seconds === null ? null : seconds * 1000)
  return (
    <>
      <div className={styles.trends} aria-hidden>
        <Columns
          label={t('analytics.incidents')}
          rows={rows.map(({ date, incidents }) => ({ date, value: incidents, text: number(incidents) }))}
        />
        <Columns
          label={t('analytics.mttr')}
          rows={rows.map(({ date, mttr_avg }) => ({ date, value: mttr_avg ?? 0, text: lasted(mttr_avg) }))}
        />
      </div>
      <table className="visually-hidden">
        <caption>{t('analytics.trends')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('analytics.week')}</th>
            <th scope="col">{t('analytics.incidents')}</th>
            <th scope="col">{t('analytics.mttr')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ date, incidents, mttr_avg }) => (
            <tr key={date}>
              <th scope="row">{date}</th>
              <td>{number(incidents)}</td>
              <td>{lasted(mttr_avg)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface Column {
  readonly date: string
  readonly value: number
  readonly text: string
}

function Columns({ label, rows }: { label: string; rows: readonly Column[] }) {
  const { date, tick } = useFormats()
  const most = Math.max(...rows.map(({ value }) => value), 0)
  const every = Math.ceil(rows.length / DATES)
  const highest = rows.find(({ value }) => value === most)?.text ?? ''
  return (
    <figure className={styles.columns}>
      <figcaption>
        {label}
        <span>{most > 0 && highest}</span>
      </figcaption>
      <div>
        {rows.map((row, at) => (
          <span key={row.date} className={styles.column} title={`${date(Date.parse(row.date))}: ${row.text}`}>
            <span
              className={styles.fill}
              data-empty={row.value === 0 || undefined}
              style={{ blockSize: `${most === 0 ? 0 : (row.value / most) * 100}%` }}
            />
            {at % every === 0 && <small>{tick(Date.parse(row.date), DAY_MS)}</small>}
          </span>
        ))}
      </div>
    </figure>
  )
}
