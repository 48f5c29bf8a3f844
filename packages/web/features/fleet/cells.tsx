import type { FleetRow } from '@hyperion/wire/fleet'
import type { AlertLevel, Resource, Thresholds } from '@hyperion/wire/thresholds'
import type { Formats } from '../../app/format.ts'
import { IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import { alertTitle } from '../alerts/alert-words.ts'
import { levelFor } from '../hosts/health.ts'
import styles from './cells.module.css'
import type { Words } from './words.ts'

interface UsageProps {
  readonly value: number | null
  readonly resource: Resource
  readonly thresholds: Thresholds
  readonly formats: Formats
}

/** A figure over a bar as long as it is great; colour only where it breaches. */
export function Usage({ value, resource, thresholds, formats }: UsageProps) {
  const level = levelFor(thresholds, resource, value)
  return (
    <span className={styles.usage} data-level={level ?? undefined}>
      <span>{formats.percent(value)}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${Math.min(100, value ?? 0)}%` }} />
      </span>
    </span>
  )
}

export function Rates({ rx, tx, words: { t, formats } }: Pick<FleetRow, 'rx' | 'tx'> & { readonly words: Words }) {
  return (
    <span className={styles.rates}>
      <span>
        <IconArrowDown size={14} className={styles.arrow} role="img" aria-label={t('fleet.received')} />
        {formats.rate(rx)}
      </span>
      <span>
        <IconArrowUp size={14} className={styles.arrow} role="img" aria-label={t('fleet.sent')} />
        {formats.rate(tx)}
      </span>
    </span>
  )
}

export function Seen({ seen, now, words: { t, formats } }: { seen: number | null; now: number; words: Words }) {
  if (seen === null) return <span className="muted">{t('fleet.never')}</span>
  return (
    <time dateTime={new Date(seen).toISOString()} title={formats.dateTime(seen)}>
      {formats.relative(Math.min(seen, now), now)}
    </time>
  )
}

/** What there is to say of a host beside its figures: the worst alert, or why nothing comes. */
export function Remark({ row, words: { t, formats } }: { row: FleetRow; words: Words }) {
  const { alert, down } = row
  if (down) return <>{`${t(`fleet.down.${down.what}`)} · ${t('state.since', { time: formats.moment(down.since) })}`}</>
  if (!alert) return null
  const title = [alertTitle(t, alert), alert.instance].filter(Boolean).join(' · ')
  return <>{alert.count > 1 ? t('fleet.andMore', { title, count: alert.count - 1 }) : title}</>
}

interface TellingFigure {
  readonly label: string
  readonly text: string
  readonly level: AlertLevel | null
}

/** The one figure that matters most: the nearest to its limit. */
export function tellingFigure(row: FleetRow, thresholds: Thresholds, { t, formats }: Words): TellingFigure {
  const share = (resource: Resource): number => (row[resource] ?? 0) / thresholds[resource].warning
  const [first = 'cpu'] = (['cpu', 'memory', 'disk'] as const).toSorted((a, b) => share(b) - share(a))
  return { label: t(`tiles.${first}`), text: formats.percent(row[first]), level: levelFor(thresholds, first, row[first]) }
}
