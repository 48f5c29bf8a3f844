import type { AlertAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { amountText } from '../../app/amounts.ts'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconClock, IconSend, IconUserCheck } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from './alerts.module.css'
import { useChannelNames } from './channel-names.ts'
import { type StoryLine, storyOf } from './story.ts'

type Event = AlertAnswer['events'][number]
type Delivery = AlertAnswer['deliveries'][number]

/** What happened, and who was told of it. */
export function AlertStory({ alert }: { alert: AlertAnswer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const key = (line: StoryLine) => ('event' in line ? `${line.at} ${line.event.kind}` : `delivery ${line.delivery.id}`)
  return (
    <section aria-label={t('alerts.story')}>
      <h3 className={styles.storyTitle}>{t('alerts.story')}</h3>
      <ol className={styles.story}>
        {storyOf(alert).map((line) => (
          <li key={key(line)}>
            <time dateTime={new Date(line.at).toISOString()} title={formats.dateTime(line.at)}>
              {formats.moment(line.at)}
            </time>
            {'event' in line ? <Happened event={line.event} unit={alert.unit} /> : <Told delivery={line.delivery} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

const EVENT_ICONS = {
  fired: null,
  escalated: null,
  resolved: IconCircleCheck,
  reminded: IconClock,
  acknowledged: IconUserCheck,
  unacknowledged: IconUserCheck,
} as const

function Happened({ event, unit }: { event: Event; unit: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const Icon = EVENT_ICONS[event.kind] ?? (event.level === 'critical' ? IconAlertOctagon : IconAlertTriangle)
  const rising = event.kind === 'fired' || event.kind === 'escalated'
  const tone = rising ? event.level : event.kind === 'resolved' ? 'healthy' : undefined
  const value = event.value === null || event.actor !== null ? '' : amountText(formats, event.value, unit)
  const threshold = event.threshold === null || !rising ? '' : t('alerts.threshold', { value: amountText(formats, event.threshold, unit) })
  const held = event.told === 'now' || event.actor !== null ? '' : t(`alerts.told.${event.told}`)
  return (
    <div className={styles.happened} data-tone={tone}>
      <Icon size={16} aria-hidden />
      <span>
        <strong>{t(`alerts.event.${event.kind}`, { level: t(`state.${event.level}`), who: event.actor ?? '–' })}</strong>
        <span className="muted"> {[value, threshold, held].filter(Boolean).join(' · ')}</span>
      </span>
    </div>
  )
}

function Told({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const names = useChannelNames()
  const channel = names.get(delivery.channel) ?? t('alerts.channel', { id: delivery.channel })
  const attempts = delivery.attempts > 1 ? t('alerts.attempts', { count: delivery.attempts }) : ''
  const details = [attempts, delivery.error ?? ''].filter(Boolean).join(' · ')
  return (
    <div className={styles.happened} data-tone={delivery.status === 'failed' ? 'critical' : undefined} data-delivery={delivery.status}>
      <IconSend size={16} aria-hidden />
      <span>
        {t(`alerts.delivery.${delivery.status}`, { channel })}
        {details !== '' && <span className="muted"> {details}</span>}
      </span>
    </div>
  )
}
