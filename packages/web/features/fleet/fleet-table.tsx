// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not there, which tables do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines of a grid take the focus, and what is in them
import type { FleetColumn, FleetRow, FleetSort } from '@hyperion/wire/fleet'
import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import panel from '../hosts/panel.module.css'
import { CheckBox } from './check-box.tsx'
import type { Choosing } from './choosing.ts'
import { COLUMN_LOOKS, fittingColumns, gridTemplate } from './columns.ts'
import { sortedBy } from './fleet-address.ts'
import { FleetBody } from './fleet-body.tsx'
import type { FleetItem } from './fleet-rows.ts'
import styles from './fleet-table.module.css'
import type { FleetAddress } from './use-fleet-address.ts'

interface FleetTableProps {
  readonly items: readonly FleetItem[]
  readonly rows: ReadonlyMap<number, FleetRow>
  readonly address: FleetAddress
  readonly now: number
  /** Cards instead of columns. */
  readonly phone: boolean
  readonly compact: boolean
  /** None for who may do nothing with hosts. */
  readonly choosing: Choosing | null
}

const HEIGHTS = { card: 92, compact: 40, comfortable: 52 } as const

/** The hosts, line by line: only those in sight are in the page. */
export function FleetTable(props: FleetTableProps) {
  const { items, rows, address, now, phone, compact, choosing } = props
  const { t } = useTranslation()
  const height = phone ? HEIGHTS.card : compact ? HEIGHTS.compact : HEIGHTS.comfortable
  const body = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  // What is above the list grows and shrinks.
  useLayoutEffect(() => {
    const top = body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0
    if (Math.abs(top - offset) > 1) setOffset(top)
  })
  const { ref: grid, width } = useElementSize<HTMLDivElement>()
  const { columns: wanted } = address.view
  const choosable = choosing !== null
  const columns = useMemo(
    () => (phone ? [] : fittingColumns(wanted, width || window.innerWidth, choosable)),
    [phone, wanted, width, choosable],
  )
  const template = { '--columns': gridTemplate(columns, choosable), '--line-height': `${height}px` } as React.CSSProperties
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={t('fleet.list')}
      aria-rowcount={items.length + 1}
      aria-multiselectable={choosable}
      className={styles.grid}
      data-phone={phone || undefined}
      style={template}
    >
      <Head {...props} columns={columns} />
      <FleetBody
        ref={body}
        items={items}
        rows={rows}
        columns={columns}
        now={now}
        phone={phone}
        height={height}
        offset={offset}
        choosing={choosing}
      />
    </div>
  )
}

function Head({ items, address, choosing, columns }: FleetTableProps & { readonly columns: readonly FleetColumn[] }) {
  const { t } = useTranslation()
  const ids = items.flatMap((item) => (item.type === 'host' ? [item.id] : []))
  const all = ids.length > 0 && ids.every((id) => choosing?.chosen.has(id))
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" aria-rowindex={1} className={styles.head}>
        {choosing && (
          <span role="columnheader">
            <CheckBox
              label={t('fleet.chooseAll')}
              checked={all}
              partly={!all && choosing.chosen.size > 0}
              onChange={() => choosing.onChoose(new Set(all ? [] : ids))}
            />
          </span>
        )}
        <HeadCell address={address} sort="state">
          {t('alerts.state')}
        </HeadCell>
        <HeadCell address={address} sort="name">
          {t('fleet.name')}
        </HeadCell>
        {columns.map((column) => (
          <HeadCell key={column} address={address} sort={COLUMN_LOOKS[column].sort} number={COLUMN_LOOKS[column].number ?? false}>
            {t(`fleet.column.${column}`)}
          </HeadCell>
        ))}
      </div>
    </div>
  )
}

interface HeadCellProps {
  readonly address: FleetAddress
  readonly sort: FleetSort | null
  readonly number?: boolean
  readonly children: ReactNode
}

function HeadCell({ address: { view, change }, sort, number = false, children }: HeadCellProps) {
  const active = sort !== null && view.sort === sort
  const Arrow = view.descending ? IconArrowDown : IconArrowUp
  return (
    <span
      role="columnheader"
      className={number ? styles.number : undefined}
      aria-sort={active ? (view.descending ? 'descending' : 'ascending') : undefined}
    >
      {sort === null ? (
        children
      ) : (
        <button type="button" className={panel.sort} data-active={active || undefined} onClick={() => change(sortedBy(view, sort))}>
          {children}
          {active && <Arrow size={14} aria-hidden />}
        </button>
      )}
    </span>
  )
}
