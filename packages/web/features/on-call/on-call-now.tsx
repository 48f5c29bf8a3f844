import type { OnCallRow, OnCallUser } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconPhoneCall } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from './on-call-now.module.css'

interface OnCallNowProps {
  readonly rows: readonly OnCallRow[]
  readonly now: number
  /** Id of the schedule whose calendar is shown. */
  readonly chosen: string | null
  readonly me: string | undefined
  readonly onChoose: (schedule: string) => void
}

/** Who is on call at this moment, and when that ends: where nobody is comes first. */
export function OnCallNow({ rows, now, chosen, me, onChoose }: OnCallNowProps) {
  const { t } = useTranslation()
  const sorted = rows.toSorted((a, b) => Math.sign(a.users.length) - Math.sign(b.users.length))
  return (
    <section aria-label={t('onCall.nowTitle')}>
      <ul className={styles.cards}>
        {sorted.map((row) => (
          <Card key={row.schedule.id} row={row} now={now} me={me} chosen={row.schedule.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  )
}

function Card({ row, now, me, chosen, onChoose }: { row: OnCallRow; chosen: boolean } & Pick<OnCallNowProps, 'now' | 'me' | 'onChoose'>) {
  const { t } = useTranslation()
  const { schedule, teams, users } = row
  const names = namesOf(users)
  return (
    <li className={styles.person} data-gap={users.length === 0 || undefined} data-chosen={chosen || undefined}>
      <button type="button" className={styles.schedule} aria-pressed={chosen} onClick={() => onChoose(schedule.id)}>
        {schedule.name}
      </button>
      {teams.length > 0 && <span className="muted">{teams.map(({ name }) => name).join(', ')}</span>}
      <strong className={styles.who}>
        {users.length === 0 ? <IconAlertTriangle size={22} aria-hidden /> : <IconPhoneCall size={22} aria-hidden />}
        {users.length === 0 ? t('onCall.nobody') : names}
        {users.some(({ username }) => username === me) && <span className={styles.badge}>{t('onCall.you')}</span>}
      </strong>
      <Next row={row} now={now} />
    </li>
  )
}

function Next({ row: { until, next, users }, now }: { row: OnCallRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (until === null) return <span className="muted">{t(users.length === 0 ? 'onCall.nobodyToCome' : 'onCall.noHandOff')}</span>
  const at = Date.parse(until)
  const who = next.length === 0 ? t('onCall.nobodyThen') : t('onCall.then', { who: namesOf(next) })
  return (
    <time className="muted" dateTime={until} title={formats.dateTime(at)}>
      {t('onCall.until', { when: formats.moment(at), relative: formats.relative(at, now), who })}
    </time>
  )
}

function namesOf(users: readonly OnCallUser[]): string {
  return users.map(({ username }) => username).join(', ')
}
