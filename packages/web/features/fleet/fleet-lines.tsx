// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not there, which tables do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines of a grid take the focus, and what is in them
import type { FleetColumn, FleetRow } from '@hyperion/wire/fleet'
import type { Thresholds } from '@hyperion/wire/thresholds'
import { type CSSProperties, memo } from 'react'
import { Link } from 'react-router'
import { Rates, Remark, Seen, tellingFigure, Usage } from './cells.tsx'
import { CheckBox } from './check-box.tsx'
import { type Choosing, toggledSet } from './choosing.ts'
import { COLUMN_LOOKS } from './columns.ts'
import styles from './fleet-lines.module.css'
import type { FleetItem } from './fleet-rows.ts'
import { StateBadge } from './state-badge.tsx'
import { Trend } from './trend.tsx'
import type { Words } from './words.ts'

interface FleetLineProps {
  readonly row: FleetRow
  /** Among the lines, from 0. */
  readonly index: number
  readonly place: CSSProperties
  readonly columns: readonly FleetColumn[]
  readonly thresholds: Thresholds
  readonly words: Words
  readonly now: number
  readonly phone: boolean
  /** Reached by Tab; the others by arrows. */
  readonly active: boolean
  readonly chosen: boolean
  readonly choosing: Choosing | null
  readonly onActivate: (index: number) => void
}

/** One host: a line of columns, or a card on a phone. Drawn anew only when something of it changed. */
export const FleetLine = memo(
  function FleetLine({ row, index, place, columns, phone, active, chosen, choosing, onActivate, ...rest }: FleetLineProps) {
    const { words } = rest
    const { t } = words
    const reach = active ? 0 : -1
    return (
      <div
        role="row"
        tabIndex={reach}
        aria-rowindex={index + 2}
        aria-selected={choosing ? chosen : undefined}
        className={phone ? styles.card : styles.line}
        data-state={row.state}
        style={place}
        onFocus={() => onActivate(index)}
      >
        {choosing && (
          <span role="gridcell" className={styles.check}>
            <CheckBox
              tabIndex={reach}
              label={t('fleet.choose', { name: row.name })}
              checked={chosen}
              onChange={() => choosing.onChoose(toggledSet(choosing.chosen, row.id))}
            />
          </span>
        )}
        <span role="gridcell">
          <StateBadge state={row.state} />
        </span>
        <span role="gridcell" className={styles.nameCell}>
          <Link to={`/hosts/${row.id}`} tabIndex={reach} className={styles.name} title={row.name}>
            {row.name}
          </Link>
          <span className={styles.remark}>
            <Remark row={row} words={words} />
          </span>
        </span>
        {phone ? (
          <CardFigures row={row} {...rest} />
        ) : (
          columns.map((column) => (
            <span key={column} role="gridcell" className={COLUMN_LOOKS[column].number ? styles.number : styles.cell}>
              <Cell column={column} row={row} {...rest} />
            </span>
          ))
        )}
      </div>
    )
  },
  (before, after) => {
    const { place: old, now: then, choosing: __, onActivate: ___, ...rest } = before
    const { place, now, choosing: ____, onActivate: _____, ...next } = after
    const same = (Object.keys(next) as (keyof typeof next)[]).every((key) => rest[key] === next[key])
    return (
      same &&
      then === now &&
      old.transform === place.transform &&
      old.height === place.height &&
      before.choosing?.chosen === after.choosing?.chosen
    )
  },
)

function CardFigures({ row, thresholds, words }: Pick<FleetLineProps, 'row' | 'thresholds' | 'words'>) {
  const figure = tellingFigure(row, thresholds, words)
  return (
    <span role="gridcell" className={styles.cardFigure}>
      <span className={styles.figure} data-level={figure.level ?? undefined}>
        {figure.text}
      </span>
      <span className="muted">{figure.label}</span>
      <span className={styles.cardTrend}>
        <Trend spark={row.spark} />
      </span>
    </span>
  )
}

type CellProps = Pick<FleetLineProps, 'row' | 'thresholds' | 'words' | 'now'> & { readonly column: FleetColumn }

function Cell({ column, row, thresholds, words, now }: CellProps) {
  const { t, formats } = words
  switch (column) {
    case 'tags':
      return <Tags tags={row.tags} />
    case 'kind':
      return <span className={styles.badge}>{t(`fleet.kind.${row.kind}`)}</span>
    case 'cpu':
    case 'memory':
      return <Usage value={row[column]} resource={column} thresholds={thresholds} formats={formats} />
    case 'disk':
      return (
        <span title={row.mount}>
          <Usage value={row.disk} resource="disk" thresholds={thresholds} formats={formats} />
        </span>
      )
    case 'network':
      return <Rates rx={row.rx} tx={row.tx} words={words} />
    case 'load':
      return formats.load(row.load)
    case 'uptime':
      return row.booted === null ? formats.duration(null) : formats.duration(Math.floor((now - row.booted) / 60_000) * 60_000)
    case 'trend':
      return <Trend spark={row.spark} />
    case 'seen':
      return <Seen seen={row.seen} now={now} words={words} />
  }
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={styles.tags} title={tags.join(', ')}>
      {tags.map((tag) => (
        <span key={tag} className={styles.badge}>
          {tag}
        </span>
      ))}
    </span>
  )
}

interface GroupLineProps {
  readonly item: Extract<FleetItem, { type: 'group' }>
  readonly index: number
  readonly place: CSSProperties
  readonly words: Words
}

export function GroupLine({ item, index, place, words: { t } }: GroupLineProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.groupLine} style={place}>
      <span role="gridcell" className={styles.groupName}>
        {item.tag || t('fleet.untagged')}
      </span>
      <span role="gridcell" className="muted">
        {t('fleet.hosts', { count: item.count })}
      </span>
      <span role="gridcell">
        <StateBadge state={item.worst} />
      </span>
    </div>
  )
}
