import type { OverrideRow } from '@hyperion/wire/web'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  IconArrowsExchange,
  IconCalendarTime,
  IconChevronLeft,
  IconChevronRight,
  IconDotsVertical,
  IconPencil,
  IconTrash,
} from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { ownZone } from '../rules/clock-fields.tsx'
import { usePermitted } from '../session/session.ts'
import { Calendar } from './calendar.tsx'
import styles from './on-call.module.css'
import { OverrideDialog } from './override-dialog.tsx'
import { isoOf, useOverrides, useShifts } from './queries.ts'
import scheduleCalendar from './schedule-calendar.module.css'
import { DeleteScheduleDialog, EndOverrideDialog, FeedDialog } from './schedule-dialogs.tsx'
import type { OnCallAddress } from './use-address.ts'
import { type Bar, dateText, daysAfter, WEEKS, weekOf } from './weeks.ts'

interface ScheduleCalendarProps {
  readonly schedule: { readonly id: string; readonly name: string; readonly zone: string }
  readonly now: number
  readonly me: string | undefined
  readonly address: OnCallAddress
  readonly onSaid: (words: string) => void
}

/** The coming weeks of a schedule, and what can be done about them. */
export function ScheduleCalendar(props: ScheduleCalendarProps) {
  const { schedule, now, me, address } = props
  const { t } = useTranslation()
  const from = weekOf(address.week, now)
  const range = { from, to: daysAfter(from, 7 * WEEKS) }
  const query = useShifts(schedule.id, range)
  const mayTake = usePermitted('execute')
  const take = (bar: Bar) => address.open('take', { from: isoOf(Math.max(bar.from, now)), to: isoOf(bar.to) })
  return (
    <section className={styles.panel} aria-labelledby="on-call-calendar">
      <Head {...props} from={from} mayTake={mayTake} />
      {query.data ? (
        <Calendar answer={query.data} from={from} now={now} me={me} onTake={mayTake ? take : null} />
      ) : query.isError ? (
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <PanelSkeleton height={380} />
      )}
      {schedule.zone !== ownZone() && <p className={scheduleCalendar.zone}>{t('onCall.zones', { own: ownZone(), zone: schedule.zone })}</p>}
      <Overrides {...props} mayTake={mayTake} />
      <Dialogs {...props} />
    </section>
  )
}

function Head({ schedule, now, address, from, mayTake }: ScheduleCalendarProps & { from: number; mayTake: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const step = (weeks: number) => address.show(dateText(daysAfter(from, 7 * weeks)))
  const isThis = from === weekOf(null, now)
  const to = daysAfter(from, 7 * WEEKS - 1)
  const hour = Math.ceil(now / 3_600_000) * 3_600_000
  return (
    <header className={scheduleCalendar.calendarHead}>
      <h2 id="on-call-calendar">{schedule.name}</h2>
      <div className={scheduleCalendar.steps}>
        <ActionIcon variant="default" size="lg" aria-label={t('onCall.earlier')} onClick={() => step(-WEEKS)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <span className={scheduleCalendar.range}>{t('onCall.range', { from: formats.date(from), to: formats.date(to) })}</span>
        <ActionIcon variant="default" size="lg" aria-label={t('onCall.later')} onClick={() => step(WEEKS)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        {!isThis && (
          <Button variant="subtle" size="sm" onClick={() => address.show(null)}>
            {t('onCall.today')}
          </Button>
        )}
      </div>
      <div className={scheduleCalendar.deeds}>
        {mayTake && (
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={18} aria-hidden />}
            onClick={() => address.open('take', { from: isoOf(hour), to: isoOf(hour + 4 * 3_600_000) })}
          >
            {t('onCall.takeAny')}
          </Button>
        )}
        <Actions schedule={schedule} address={address} />
      </div>
    </header>
  )
}

function Actions({ schedule, address }: Pick<ScheduleCalendarProps, 'schedule' | 'address'>) {
  const { t } = useTranslation()
  const mayConfigure = usePermitted('config')
  return (
    <Menu position="bottom-end" width={232} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('onCall.actionsOf', { name: schedule.name })}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCalendarTime size={16} aria-hidden />} onClick={() => address.open('feed')}>
          {t('onCall.feed')}
        </Menu.Item>
        {mayConfigure && (
          <>
            <Menu.Item component={Link} to={`/on-call/${schedule.id}/edit`} leftSection={<IconPencil size={16} aria-hidden />}>
              {t('onCall.edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => address.open('delete')}>
              {t('onCall.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Shifts that were taken or given, from now on. */
function Overrides({ schedule, address, mayTake }: ScheduleCalendarProps & { mayTake: boolean }) {
  const { t } = useTranslation()
  const { data } = useOverrides(schedule.id)
  if (!data || data.length === 0) return null
  return (
    <div className={scheduleCalendar.overrides}>
      <h3>{t('onCall.overrides')}</h3>
      <ul>
        {data.map((override) => (
          <OverrideItem
            key={override.id}
            override={override}
            onEnd={mayTake ? () => address.open('end', { override: String(override.id) }) : null}
          />
        ))}
      </ul>
    </div>
  )
}

function OverrideItem({ override, onEnd }: { override: OverrideRow; onEnd: (() => void) | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user, reason, author } = override
  const span = { from: formats.moment(Date.parse(override.from)), to: formats.moment(Date.parse(override.to)) }
  return (
    <li>
      <div>
        <strong>{user.username}</strong> {t('onCall.fromTo', span)}
        <div className="muted">{[reason, t('onCall.by', { author })].filter((each) => each !== '').join(' · ')}</div>
      </div>
      {onEnd && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('onCall.endOverrideOf', { who: user.username, ...span })}
          onClick={onEnd}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}

function Dialogs({ schedule, address, onSaid }: ScheduleCalendarProps) {
  const { data } = useOverrides(schedule.id)
  const close = (said = '') => {
    onSaid(said)
    address.close()
  }
  const { dialog, span } = address
  if (dialog === 'take' && !Number.isNaN(span.from) && !Number.isNaN(span.to))
    return <OverrideDialog schedule={schedule} span={span} onClose={close} />
  if (dialog === 'delete') return <DeleteScheduleDialog schedule={schedule} onClose={close} />
  if (dialog === 'feed') return <FeedDialog schedule={schedule} onClose={close} />
  const override = data?.find(({ id }) => id === address.override)
  return dialog === 'end' && override ? <EndOverrideDialog schedule={schedule} override={override} onClose={close} /> : null
}
