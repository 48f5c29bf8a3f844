import type { ReportRunRow, ReportScheduleRow } from '@hyperion/wire/web'
import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCalendarTime,
  IconCircleCheck,
  IconClock,
  IconDotsVertical,
  IconPencil,
  IconPlayerStop,
  IconSend,
  IconTrash,
} from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { useHosts } from '../hosts/queries.ts'
import { errorText, spokenText } from './report-words.ts'
import styles from './reports.module.css'

export type ScheduleAction = 'send' | 'edit' | 'delete'

interface ScheduleListProps {
  readonly schedules: readonly ReportScheduleRow[]
  readonly now: number
  readonly onAction: (action: ScheduleAction, schedule: ReportScheduleRow) => void
}

export function ScheduleList({ schedules, now, onAction }: ScheduleListProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.list} aria-label={t('reports.schedule.tab')}>
      <ul className={styles.rows}>
        {schedules.map((schedule) => (
          <Row key={schedule.id} schedule={schedule} now={now} onAction={onAction} />
        ))}
      </ul>
    </section>
  )
}

function Row({ schedule, now, onAction }: { schedule: ReportScheduleRow } & Omit<ScheduleListProps, 'schedules'>) {
  const { t } = useTranslation()
  const hosts = useHosts().data?.hosts ?? []
  const { id, name, last_run } = schedule
  return (
    <li className={styles.row} data-schedule={id}>
      <div className={styles.what}>
        <button type="button" className={styles.open} onClick={() => onAction('edit', schedule)}>
          {name}
        </button>
        <div>{spokenText(t, schedule, hosts)}</div>
      </div>
      <div className={styles.outcome}>
        <Next schedule={schedule} now={now} />
        {last_run && <LastRun run={last_run} now={now} />}
      </div>
      <Actions schedule={schedule} onAction={onAction} />
    </li>
  )
}

function Next({ schedule: { next_run }, now }: { schedule: ReportScheduleRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const at = next_run === null ? null : Date.parse(next_run)
  const Icon = at === null ? IconPlayerStop : IconCalendarTime
  return (
    <div className={panel.tag} data-tone={at === null ? 'quiet' : undefined}>
      <Icon size={16} aria-hidden />
      {at === null ? (
        t('reports.schedule.off')
      ) : (
        <time dateTime={new Date(at).toISOString()} title={formats.dateTime(at)}>
          {t('reports.schedule.next', { when: formats.relative(at, now) })}
        </time>
      )}
    </div>
  )
}

const OUTCOMES = {
  open: { icon: IconClock, tone: 'quiet' },
  sent: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconAlertOctagon, tone: 'bad' },
} as const

function LastRun({ run, now }: { run: ReportRunRow; now: number }) {
  const { t } = useTranslation()
  const { status, error, finished_at, due } = run
  const partly = error !== null && status !== 'failed'
  const { icon, tone } = partly ? { icon: IconAlertTriangle, tone: 'warn' } : OUTCOMES[status]
  const Icon = icon
  return (
    <div>
      <span className={panel.tag} data-tone={tone}>
        <Icon size={16} aria-hidden />
        {t(`reports.schedule.${status}`)} <When at={finished_at ?? due} now={now} />
      </span>
      {error !== null && <div className={panel.sub}>{errorText(t, error)}</div>}
    </div>
  )
}

function Actions({ schedule, onAction }: Pick<ScheduleListProps, 'onAction'> & { schedule: ReportScheduleRow }) {
  const { t } = useTranslation()
  const item = (action: ScheduleAction, Icon: typeof IconSend, label: string) => (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={() => onAction(action, schedule)}>
      {label}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end" width={208} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('maintenance.actionsOf', { name: schedule.name })}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item('send', IconSend, t('reports.schedule.send'))}
        {item('edit', IconPencil, t('reports.schedule.edit'))}
        {item('delete', IconTrash, t('maintenance.delete'))}
      </Menu.Dropdown>
    </Menu>
  )
}
