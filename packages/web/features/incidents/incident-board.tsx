import { INCIDENT_STATUSES, type IncidentRow, type IncidentStatus } from '@hyperion/wire/incidents'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconCheck, IconUser } from '../../app/icons.ts'
import { useNow, When } from '../../app/when.tsx'
import { SeverityBadge, STATUS_LOOKS } from './badges.tsx'
import styles from './incidents.module.css'
import type { Deeds } from './use-deeds.ts'

export interface Acting {
  readonly deeds: Deeds
  readonly onResolve: (incident: IncidentRow) => void
}

interface IncidentBoardProps {
  readonly rows: readonly IncidentRow[]
  /** Left out for those who may only look. */
  readonly acting?: Acting
}

/** A column for each status, from what waits for someone to what is over. */
export function IncidentBoard({ rows, acting }: IncidentBoardProps) {
  const now = useNow()
  return (
    <div className={styles.board}>
      {INCIDENT_STATUSES.map((status) => (
        <Column key={status} status={status} rows={rows.filter((row) => row.status === status)} now={now} {...(acting && { acting })} />
      ))}
    </div>
  )
}

function Column({ status, rows, now, acting }: IncidentBoardProps & { status: IncidentStatus; now: number }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = STATUS_LOOKS[status]
  const title = t(status === 'RESOLVED' ? 'incidents.lately' : `incidents.status.${status}`)
  return (
    <section className={styles.column} data-empty={rows.length === 0 || undefined} aria-label={title}>
      <header className={styles.columnHead}>
        <h2 className={styles.badge} data-tone={tone}>
          <Icon size={18} aria-hidden />
          {title}
        </h2>
        <span className="muted">{rows.length}</span>
      </header>
      {rows.length === 0 && <p className={styles.none}>{t(`incidents.none.${status}`)}</p>}
      <ul className={styles.cards}>
        {rows.map((row) => (
          <Card key={row.id} row={row} now={now} {...(acting && { acting })} />
        ))}
      </ul>
    </section>
  )
}

function Card({ row, now, acting }: { row: IncidentRow; now: number; acting?: Acting }) {
  const over = row.status === 'RESOLVED'
  return (
    <li className={styles.card} data-tone={over ? undefined : row.severity}>
      <div className={styles.cardTop}>
        <SeverityBadge severity={row.severity} />
        <span className={styles.shortId}>{row.short_id}</span>
      </div>
      <Link className={styles.cardTitle} to={`/incidents/${row.short_id}`} data-incident={row.short_id}>
        {row.title}
      </Link>
      <p className={styles.cardFacts}>
        <span>{row.service.name}</span>
        <When at={row.resolved_at ?? row.created_at} now={now} />
        {row.lead && (
          <span className={styles.lead}>
            <IconUser size={14} aria-hidden />
            {row.lead.username}
          </span>
        )}
      </p>
      {acting && !over && <CardActions row={row} acting={acting} />}
    </li>
  )
}

/** The next deed, in one tap. */
export function CardActions({ row, acting: { deeds, onResolve } }: { row: IncidentRow; acting: Acting }) {
  const { t } = useTranslation()
  return (
    <div className={styles.cardActions}>
      {row.status === 'TRIGGERED' && (
        <Button
          size="compact-sm"
          disabled={deeds.busy}
          leftSection={<IconCheck size={16} aria-hidden />}
          aria-label={t('incidents.actionOf', { action: t('incidents.action.acknowledge'), id: row.short_id })}
          onClick={() => void deeds.act(row, 'acknowledge')}
        >
          {t('incidents.action.acknowledge')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={deeds.busy}
        aria-label={t('incidents.actionOf', { action: t('incidents.action.resolve'), id: row.short_id })}
        onClick={() => onResolve(row)}
      >
        {t('incidents.action.resolve')}
      </Button>
    </div>
  )
}
