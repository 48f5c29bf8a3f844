import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconArrowsExchange } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from './agenda.module.css'
import type { CalendarProps } from './calendar-props.ts'
import onCallNow from './on-call-now.module.css'
import type { Bar } from './weeks.ts'

/** The calendar as a list, for narrow screens: what is over is left out. */
export function Agenda({ bars, now, me, onTake }: Pick<CalendarProps, 'now' | 'me' | 'onTake'> & { bars: readonly Bar[] }) {
  const coming = bars.filter(({ to }) => to > now)
  const shown = coming.length > 0 ? coming : bars
  return (
    <ol className={styles.agenda}>
      {shown.map((bar) => (
        <Entry key={bar.from} bar={bar} me={me} onTake={bar.to > now ? onTake : null} />
      ))}
    </ol>
  )
}

function Entry({ bar, me, onTake }: { bar: Bar } & Pick<CalendarProps, 'me' | 'onTake'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const name = bar.who ?? t('onCall.nobody')
  const span = { from: formats.moment(bar.from), to: formats.moment(bar.to) }
  const words = t(bar.override ? 'onCall.spanOverride' : 'onCall.span', { who: name, ...span })
  return (
    <li data-gap={bar.who === null || undefined} data-mine={(bar.who !== null && bar.who === me) || undefined}>
      <div>
        <strong className={styles.agendaName}>
          {bar.who === null && <IconAlertTriangle size={16} aria-hidden />}
          {name}
          {bar.override && (
            <span className={onCallNow.badge}>
              <IconArrowsExchange size={14} aria-hidden />
              {t('onCall.override')}
            </span>
          )}
        </strong>
        <div className="muted">{t('onCall.fromTo', span)}</div>
      </div>
      {onTake && (
        <Button size="sm" variant="default" aria-label={t('onCall.takeOf', { words })} onClick={() => onTake(bar)}>
          {t('onCall.take')}
        </Button>
      )}
    </li>
  )
}
