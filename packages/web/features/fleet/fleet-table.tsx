// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not there, which tables do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines of a grid take the focus, and what is in them
import type { FleetColumn, FleetRow, FleetSort } from '@hyperion/wire/fleet'
import { Checkbox } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import panel from '../hosts/panel.module.css'
import { type Choosing, toggledSet } from './choosing.ts'
import { COLUMN_LOOKS, fittingColumns, gridTemplate } from './columns.ts'
import styles from './fleet.module.css'
import { sortedBy } from './fleet-address.ts'
import { FleetLine, GroupLine } from './fleet-lines.tsx'
import type { FleetItem } from './fleet-rows.ts'
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
const PAGE = 10

/** The hosts, line by line: only those in sight are in the page. */
export function FleetTable(props: FleetTableProps) {
  const { items, rows, address, phone, compact, choosing } = props
  const { t } = useTranslation()
  const height = phone ? HEIGHTS.card : compact ? HEIGHTS.compact : HEIGHTS.comfortable
  const body = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  // What is above the list grows and shrinks.
  useLayoutEffect(() => {
    const top = body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0
    if (Math.abs(top - offset) > 1) setOffset(top)
  })
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: offset,
    scrollPaddingStart: phone ? 64 : 104,
    scrollPaddingEnd: phone ? 88 : 16,
    getItemKey: (index) => items[index]?.key ?? index,
  })
  const { active, onKeyDown, activate } = useRowKeys(items, virtual.scrollToIndex, choosing)
  const { ref: grid, width } = useElementSize<HTMLDivElement>()
  const columns = phone ? [] : fittingColumns(address.view.columns, width || window.innerWidth, choosing !== null)
  const template = { '--columns': gridTemplate(columns, choosing !== null), '--line-height': `${height}px` } as React.CSSProperties
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={t('fleet.list')}
      aria-rowcount={items.length + 1}
      aria-multiselectable={choosing !== null}
      className={styles.grid}
      data-phone={phone || undefined}
      style={template}
      onKeyDown={onKeyDown}
    >
      <Head {...props} columns={columns} />
      <div ref={body} role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index] as FleetItem
          const place = { transform: `translateY(${start - offset}px)`, height }
          if (item.type === 'group') return <GroupLine key={key} item={item} index={index} place={place} />
          const row = rows.get(item.id)
          if (!row) return null
          return (
            <FleetLine
              key={key}
              row={row}
              index={index}
              place={place}
              columns={columns}
              now={props.now}
              phone={phone}
              active={index === active}
              chosen={choosing?.chosen.has(row.id) ?? false}
              choosing={choosing}
              onActivate={activate}
            />
          )
        })}
      </div>
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
          <span role="columnheader" className={styles.check}>
            <Checkbox
              aria-label={t('fleet.chooseAll')}
              checked={all}
              indeterminate={!all && choosing.chosen.size > 0}
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

/** Arrows, Home, End and pages move through the hosts, Enter opens one, Space chooses it. */
function useRowKeys(items: readonly FleetItem[], scrollTo: (index: number) => void, choosing: Choosing | null) {
  const navigate = useNavigate()
  const [wanted, setActive] = useState(0)
  const active = hostFrom(items, Math.min(wanted, items.length - 1), 1)
  const focusSoon = (index: number): void => {
    scrollTo(index)
    setActive(index)
    // The line may have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role=row][aria-rowindex="${index + 2}"]`)?.focus()),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.getAttribute('role') !== 'row' || event.ctrlKey || event.metaKey || event.altKey) return
    const id = items[active]?.type === 'host' ? (items[active] as { id: number }).id : null
    if (event.key === 'Enter' && id !== null) void navigate(`/hosts/${id}`)
    else if (event.key === ' ' && id !== null && choosing) choosing.onChoose(toggledSet(choosing.chosen, id))
    else {
      const moved = keyTarget(event.key, items, active)
      if (moved === null) return
      focusSoon(moved)
    }
    event.preventDefault()
  }
  return { active, onKeyDown, activate: setActive }
}

function keyTarget(key: string, items: readonly FleetItem[], from: number): number | null {
  const last = items.length - 1
  const steps: Readonly<Record<string, readonly [to: number, step: 1 | -1]>> = {
    ArrowDown: [from + 1, 1],
    ArrowUp: [from - 1, -1],
    PageDown: [Math.min(last, from + PAGE), -1],
    PageUp: [Math.max(0, from - PAGE), 1],
    Home: [0, 1],
    End: [last, -1],
  }
  const step = steps[key]
  if (!step) return null
  const found = hostFrom(items, step[0], step[1])
  return items[found]?.type === 'host' ? found : from
}

/** The first line from one on that is a host. */
function hostFrom(items: readonly FleetItem[], from: number, step: 1 | -1): number {
  let index = Math.max(0, from)
  while (items[index]?.type === 'group') index += step
  return index
}
