import type { ReportRow } from '@hyperion/wire/web'
import { Button, Progress } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  IconAlertOctagon,
  IconCalendarTime,
  IconCircleCheck,
  IconClock,
  IconDownload,
  IconExternalLink,
  IconTrash,
  IconX,
} from '../../app/icons.ts'
import { RowAction } from '../../app/shell/row-action.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { usePermitted } from '../session/session.ts'
import { deleteReport, isUnderWay } from './queries.ts'
import { rangeText, stateText } from './report-words.ts'
import styles from './reports.module.css'

interface ReportListProps {
  readonly reports: readonly ReportRow[]
  readonly now: number
  readonly onDelete: (id: number) => void
  readonly onSaid: (words: string) => void
}

/** State first, then what it is about; cards on a phone. */
export function ReportList({ reports, now, onDelete, onSaid }: ReportListProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.list} aria-label={t('reports.tab')}>
      <ul className={styles.rows}>
        {reports.map((report) => (
          <Row key={report.id} report={report} now={now} onDelete={onDelete} onSaid={onSaid} />
        ))}
      </ul>
    </section>
  )
}

type RowProps = { readonly report: ReportRow } & Omit<ReportListProps, 'reports'>

function Row({ report, now, onDelete, onSaid }: RowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { host_name, hours, until, format, file_size_bytes, created_at, requested_by, scheduled, figures, error } = report
  return (
    <li className={styles.row} data-report={report.id}>
      <div className={styles.state}>
        <State report={report} />
      </div>
      <div className={styles.what}>
        <div className={styles.name}>
          {host_name}
          <span className={styles.kind}>
            {format.toUpperCase()}
            {file_size_bytes !== null && ` · ${formats.bytes(file_size_bytes)}`}
          </span>
        </div>
        <div>{t('reports.covers', { range: rangeText(t, hours), until: formats.moment(Date.parse(until)) })}</div>
        {error !== null && <div className={styles.bad}>{error}</div>}
        {figures.length > 0 && (
          <div className={panel.sub}>
            {figures
              .slice(0, 3)
              .map(({ label, value }) => `${label} ${value}`)
              .join(' · ')}
          </div>
        )}
      </div>
      <div className={styles.when}>
        <When at={created_at} now={now} />
        <div className={panel.sub}>
          {scheduled && <IconCalendarTime size={14} aria-label={t('reports.scheduled')} />}
          {requested_by}
        </div>
      </div>
      <Actions report={report} onDelete={onDelete} onSaid={onSaid} />
    </li>
  )
}

const STATES = {
  pending: { icon: IconClock, tone: 'quiet' },
  generating: { icon: IconClock, tone: 'quiet' },
  completed: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconAlertOctagon, tone: 'bad' },
} as const

function State({ report }: { report: ReportRow }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = STATES[report.status]
  const words = stateText(t, report)
  return (
    <>
      <span className={panel.tag} data-tone={tone}>
        <Icon size={16} aria-hidden />
        {words}
      </span>
      {isUnderWay(report) && (
        <Progress value={report.progress * 100} size="sm" aria-label={t('reports.progressOf', { host: report.host_name })} />
      )}
    </>
  )
}

function Actions({ report, onDelete, onSaid }: Pick<RowProps, 'report' | 'onDelete' | 'onSaid'>) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const permitted = usePermitted('execute')
  const { id, host_name: host, file_url: file, format } = report
  const cancel = async () => {
    await deleteReport(client, id)
    onSaid(t('reports.cancelled', { host }))
  }
  return (
    <div className={styles.actions}>
      {file !== null && format === 'html' && (
        <Button
          component="a"
          href={file}
          target="_blank"
          rel="noreferrer"
          size="compact-sm"
          variant="light"
          leftSection={<IconExternalLink size={16} aria-hidden />}
          aria-label={t('reports.openOne', { host })}
        >
          {t('reports.open')}
        </Button>
      )}
      {file !== null && (
        <Button
          component="a"
          href={file}
          download
          size="compact-sm"
          variant="light"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('reports.downloadOne', { host })}
        >
          {t('reports.download')}
        </Button>
      )}
      {permitted && isUnderWay(report) && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          aria-label={t('reports.cancelOne', { host })}
          onClick={() => void cancel()}
        >
          {t('common.cancel')}
        </Button>
      )}
      {permitted && !isUnderWay(report) && (
        <RowAction icon={IconTrash} label={t('reports.deleteOne', { host })} onClick={() => onDelete(id)} />
      )}
    </div>
  )
}
