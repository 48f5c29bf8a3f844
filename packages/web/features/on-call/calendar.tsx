import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconArrowsExchange } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { Agenda } from './agenda.tsx'
import styles from './calendar.module.css'
import type { CalendarProps } from './calendar-props.ts'
import { type Bar, barOf, daysAfter, finalBars, type PlacedBar, placed, WEEKS } from './weeks.ts'

/** Four weeks, a line a layer and one for what comes of them; on a phone a list. */
export function Calendar(props: CalendarProps) {
  const { answer, from } = props
  const bars = finalBars(answer)
  const layers = answer.layers.map(({ name, shifts }) => ({ name, bars: shifts.map(barOf) }))
  return (
    <>
      <div className={styles.weeks}>
        {Array.from({ length: WEEKS }, (_, week) => (
          <Week key={daysAfter(from, 7 * week)} {...props} from={daysAfter(from, 7 * week)} layers={layers} bars={bars} />
        ))}
      </div>
      <Agenda {...props} bars={bars} />
    </>
  )
}

interface WeekProps extends CalendarProps {
  readonly layers: readonly { readonly name: string; readonly bars: readonly Bar[] }[]
  readonly bars: readonly Bar[]
}

function Week({ from, now, layers, bars, me, onTake }: WeekProps) {
  const { t, i18n } = useTranslation()
  const to = daysAfter(from, 7)
  const day = new Intl.DateTimeFormat(i18n.language === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
  const days = Array.from({ length: 7 }, (_, i) => daysAfter(from, i))
  const isNow = now >= from && now < to
  return (
    <section className={styles.week} aria-label={t('onCall.week', { day: day.format(from) })}>
      <div className={styles.days} aria-hidden>
        {days.map((each) => (
          <span key={each} data-today={(now >= each && now < daysAfter(each, 1)) || undefined}>
            {day.format(each)}
          </span>
        ))}
      </div>
      {layers.map((layer) => (
        <Line key={layer.name} name={layer.name}>
          {placed(layer.bars, from, to).map((each) => (
            <BarView key={each.bar.from} placed={each} me={me} onTake={null} />
          ))}
        </Line>
      ))}
      <Line name={t('onCall.final')} final>
        {placed(bars, from, to).map((each) => (
          <BarView key={each.bar.from} placed={each} me={me} onTake={each.bar.to > now ? onTake : null} />
        ))}
        {isNow && <span className={styles.now} style={{ left: `${(100 * (now - from)) / (to - from)}%` }} title={t('onCall.now')} />}
      </Line>
    </section>
  )
}

function Line({ name, final = false, children }: { name: string; final?: boolean; children: ReactNode }) {
  return (
    <div className={styles.line} data-final={final || undefined}>
      <span className={styles.lineName} title={name}>
        {name}
      </span>
      <div className={styles.track}>{children}</div>
    </div>
  )
}

function BarView({
  placed: { bar, left, width, before, after },
  me,
  onTake,
}: { placed: PlacedBar } & Pick<CalendarProps, 'me' | 'onTake'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const name = bar.who ?? t('onCall.nobody')
  const span = { from: formats.moment(bar.from), to: formats.moment(bar.to) }
  const words = t(bar.override ? 'onCall.spanOverride' : 'onCall.span', { who: name, ...span })
  const shared = {
    className: styles.bar ?? '',
    style: { left: `${left}%`, width: `${width}%` },
    title: words,
    'data-gap': bar.who === null || undefined,
    'data-override': bar.override || undefined,
    'data-mine': (bar.who !== null && bar.who === me) || undefined,
    'data-before': before || undefined,
    'data-after': after || undefined,
  }
  const content = (
    <>
      {bar.who === null && <IconAlertTriangle size={14} aria-hidden />}
      {bar.override && <IconArrowsExchange size={14} aria-hidden />}
      <span className={styles.barName} aria-hidden>
        {name}
      </span>
    </>
  )
  if (onTake)
    return (
      <button type="button" {...shared} aria-label={t('onCall.takeOf', { words })} onClick={() => onTake(bar)}>
        {content}
      </button>
    )
  return (
    <span {...shared}>
      {content}
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
