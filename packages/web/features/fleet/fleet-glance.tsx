import type { FleetRow } from '@hyperion/wire/fleet'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useFormats } from '../../app/use-formats.ts'
import { alertLine } from '../alerts/alert-words.ts'
import { useFiring } from '../alerts/queries.ts'
import { StateBanner } from '../hosts/state-banner.tsx'
import { useThresholds } from '../thresholds/queries.ts'
import { Remark, tellingFigure } from './cells.tsx'
import styles from './fleet-glance.module.css'
import { countStates, worstHosts } from './fleet-rows.ts'
import { FleetSummary } from './fleet-summary.tsx'
import { StateBadge } from './state-badge.tsx'
import { Trend } from './trend.tsx'
import { useFleet } from './use-fleet.ts'
import { useWords } from './words.ts'

const SHOWN = 5

/** Is anything wrong, and where? Before anything else, and only where there are other hosts. */
export function FleetGlance() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { rows, known } = useFleet()
  const counts = useMemo(() => countStates(rows), [rows])
  const worst = useMemo(() => worstHosts(rows), [rows])
  if (!known || rows.length < 2) return null
  const bad = counts.down + counts.critical
  const level = bad > 0 ? 'critical' : worst.length > 0 ? 'warning' : 'healthy'
  return (
    <section className={styles.glance} aria-label={t('fleet.glance')}>
      <StateBanner
        level={level}
        word={worst.length > 0 ? t('fleet.needs', { count: worst.length }) : t('fleet.allWell')}
        aside={<FleetSummary counts={counts} chosen={[]} onToggle={(state) => void navigate(`/hosts?state=${state}`)} />}
      >
        <p className="muted">{t('fleet.hosts', { count: rows.length })}</p>
      </StateBanner>
      {worst.length > 0 && (
        <div className={styles.columns}>
          <Worst rows={worst} />
          <FiringNow />
        </div>
      )}
      <h2 className={styles.here}>{t('fleet.here', { name: rows.find(({ kind }) => kind === 'hub')?.name ?? '' })}</h2>
    </section>
  )
}

function Worst({ rows }: { rows: readonly FleetRow[] }) {
  const { t } = useTranslation()
  return (
    <section className={styles.box} aria-label={t('fleet.worst')}>
      <header className={styles.head}>
        <h2>{t('fleet.worst')}</h2>
        {rows.length > SHOWN && <Link to="/hosts?state=down,critical,warning,stale">{t('fleet.showAll', { count: rows.length })}</Link>}
      </header>
      <ul className={styles.list}>
        {rows.slice(0, SHOWN).map((row) => (
          <WorstRow key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

function WorstRow({ row }: { row: FleetRow }) {
  const words = useWords()
  const figure = tellingFigure(row, useThresholds(), words)
  return (
    <li className={styles.row}>
      <StateBadge state={row.state} />
      <span className={styles.what}>
        <Link to={`/hosts/${row.id}`}>{row.name}</Link>
        <span className="muted">
          <Remark row={row} words={words} />
        </span>
      </span>
      <span className={styles.trend}>
        <Trend spark={row.spark} />
      </span>
      <span className={styles.figure}>
        {figure.text}
        <span className="muted">{figure.label}</span>
      </span>
    </li>
  )
}

/** What nobody has in hand yet, newest first. */
function FiringNow() {
  const { t } = useTranslation()
  const formats = useFormats()
  const firing = useFiring().data ?? []
  const open = firing.filter((alert) => alert.acknowledged_at === null && !alert.silenced)
  const sorted = open.toSorted((a, b) => Number(b.level === 'critical') - Number(a.level === 'critical'))
  return (
    <section className={styles.box} aria-label={t('alerts.now')}>
      <header className={styles.head}>
        <h2>{t('alerts.now')}</h2>
        {open.length > SHOWN && <Link to="/alerts?state=firing">{t('fleet.showAll', { count: open.length })}</Link>}
      </header>
      {open.length === 0 && <p className="muted">{t(firing.length > 0 ? 'alerts.inHand' : 'fleet.nothingFires')}</p>}
      <ul className={styles.list}>
        {sorted.slice(0, SHOWN).map((alert) => (
          <li key={alert.id} className={styles.row}>
            <StateBadge state={alert.level} />
            <span className={styles.what}>
              <Link to={`/alerts?alert=${alert.id}`}>{alertLine(t, formats, alert)}</Link>
              <span className="muted">{`${alert.host_name} · ${t('state.since', { time: formats.moment(Date.parse(alert.started_at)) })}`}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
