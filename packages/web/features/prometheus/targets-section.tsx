import type { ScrapeTargetRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPencil, IconTrash } from '../../app/icons.ts'
import { RowAction } from '../../app/shell/row-action.tsx'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { ListSection } from './list-section.tsx'
import styles from './prometheus.module.css'
import { useTargets } from './queries.ts'
import type { Open } from './use-dialog.ts'

/** The node_exporters that the hub asks. */
export function TargetsSection({ open }: { open: Open }) {
  const query = useTargets()
  return (
    <ListSection
      id="scrape-targets"
      topic="target"
      query={query}
      items={query.data?.targets.map((each) => <TargetItem key={each.host} target={each} now={query.dataUpdatedAt} open={open} />)}
      onAdd={() => open('target')}
    />
  )
}

function TargetItem({ target, now, open }: { target: ScrapeTargetRow; now: number; open: Open }) {
  const { t } = useTranslation()
  const { host, name, url, machine } = target
  return (
    <li data-target={name}>
      <div className={styles.state}>
        <State target={target} now={now} />
      </div>
      <div className={styles.what}>
        <Link to={`/hosts/${host}`}>{name}</Link>
        <div className={`${panel.sub} ${styles.address}`}>{url}</div>
        {machine && <div className={panel.sub}>{[machine.os, t('prometheus.target.cores', { count: machine.cores })].join(' · ')}</div>}
        {target.failure && <div className={styles.reason}>{target.failure.reason}</div>}
      </div>
      <div className={styles.actions}>
        <RowAction icon={IconPencil} label={t('prometheus.target.editOf', { name })} onClick={() => open('target', host)} />
        <RowAction icon={IconTrash} label={t('prometheus.target.deleteOf', { name })} onClick={() => open('delete-target', host)} />
      </div>
    </li>
  )
}

function State({ target: { failure, last_seen: seen }, now }: { target: ScrapeTargetRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (failure) {
    return (
      <span className={panel.tag} data-tone="bad" title={formats.dateTime(failure.since)}>
        <IconAlertTriangle size={14} aria-hidden />
        {t('prometheus.target.silent')}
      </span>
    )
  }
  if (seen === null) {
    return (
      <span className={panel.tag}>
        <IconClock size={14} aria-hidden />
        {t('prometheus.target.waiting')}
      </span>
    )
  }
  return (
    <span className={panel.tag} data-tone="good" title={formats.dateTime(seen)}>
      <IconCircleCheck size={14} aria-hidden />
      {t('prometheus.target.answered', { when: formats.relative(Math.min(seen, now), now) })}
    </span>
  )
}
