// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not there, which tables do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines of a tree take the focus, and what is in them

import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconChevronDown, IconChevronRight, IconLock } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { usePhone } from '../../app/use-phone.ts'
import styles from './live.module.css'
import { useLiveKeys } from './live-keys.ts'
import { type LiveOrder, type LiveProcess, linesOf, type TreeLine } from './live-tree.ts'

interface LiveListProps {
  readonly processes: readonly LiveProcess[]
  readonly order: LiveOrder
  readonly tree: boolean
  readonly search: string
  /** Key of the process whose details are open. */
  readonly chosen: string | null
  readonly onOrder: (order: LiveOrder) => void
  readonly onChoose: (process: LiveProcess) => void
}

const COLUMNS: readonly LiveOrder[] = ['name', 'user', 'pid', 'cpu', 'memory']
/** Height of a process; on a phone its figures stand under its name. */
const LINE = { row: 40, card: 60 } as const
const INDENT = 16
const MOST_INDENT = 8

export function LiveList({ processes, order, tree, search, chosen, onOrder, onChoose }: LiveListProps) {
  const { t } = useTranslation()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(() => linesOf(processes, { order, tree, search, folded }), [processes, order, tree, search, folded])
  const place = useRef<HTMLDivElement>(null)
  const phone = usePhone()
  const height = phone ? LINE.card : LINE.row
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: 10,
    getItemKey: (index) => lines[index]?.key ?? index,
  })
  const fold = ({ key }: TreeLine, open: boolean) =>
    setFolded((before) => {
      const next = new Set(before)
      if (open) next.delete(key)
      else next.add(key)
      return next
    })
  const { active, activate, onKeyDown } = useLiveKeys(lines, {
    scrollTo: (index) => virtual.scrollToIndex(index),
    fold,
    choose: ({ process }) => onChoose(process),
  })
  return (
    <div className={styles.list} role="treegrid" aria-label={t('processes.list')} aria-rowcount={lines.length + 1} data-order={order}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={styles.head}>
          {COLUMNS.map((each) => (
            <Heading key={each} order={each} active={each === order} onOrder={onOrder} />
          ))}
        </div>
      </div>
      <div ref={place} className={styles.scroll} role="presentation">
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }} onKeyDown={onKeyDown}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index]
            if (!line) return null
            return (
              <Line
                key={key}
                line={line}
                index={index}
                place={{ transform: `translateY(${start}px)`, height }}
                tree={tree}
                active={line.key === active}
                chosen={line.key === chosen}
                onActivate={() => activate(line.key)}
                onFold={() => fold(line, !line.open)}
                onChoose={() => onChoose(line.process)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

function Heading({ order, active, onOrder }: { order: LiveOrder; active: boolean; onOrder: (order: LiveOrder) => void }) {
  const { t } = useTranslation()
  const falling = order === 'cpu' || order === 'memory'
  return (
    <div role="columnheader" className={styles[order]} aria-sort={active ? (falling ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={styles.sort} data-active={active || undefined} onClick={() => onOrder(order)}>
        {t(`process.${order}`)}
        {active && <IconArrowDown size={14} aria-hidden data-up={!falling || undefined} />}
      </button>
    </div>
  )
}

interface LineProps {
  readonly line: TreeLine
  readonly index: number
  readonly place: React.CSSProperties
  readonly tree: boolean
  readonly active: boolean
  readonly chosen: boolean
  readonly onActivate: () => void
  readonly onFold: () => void
  readonly onChoose: () => void
}

function Line({ line, index, place, tree, active, chosen, onActivate, onFold, onChoose }: LineProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { process, depth, children, open, aside, cpu, memory } = line
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all lines are heard by what holds them
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={depth + 1}
      aria-expanded={tree && children > 0 ? open : undefined}
      aria-selected={chosen}
      className={styles.line}
      data-key={line.key}
      data-aside={aside || undefined}
      data-busy={process.cpu_percent >= 50 || undefined}
      tabIndex={active ? 0 : -1}
      style={place}
      onFocus={onActivate}
      onClick={onChoose}
    >
      <div role="gridcell" className={styles.name} style={{ paddingLeft: Math.min(depth, MOST_INDENT) * INDENT }} title={process.command}>
        {tree &&
          (children > 0 ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles.fold}
              aria-label={t(open ? 'processes.fold' : 'processes.unfold', { name: process.name })}
              onClick={(event) => {
                event.stopPropagation()
                onFold()
              }}
            >
              <Chevron size={16} aria-hidden />
            </button>
          ) : (
            <span className={styles.fold} />
          ))}
        <span className={styles.names}>
          <bdi className={styles.short}>{process.name}</bdi>
          {process.state !== 'sleeping' && process.state !== 'running' && (
            <span className={styles.state}>{t(`process.states.${process.state}`)}</span>
          )}
          {process.protected && <IconLock size={12} aria-label={t('processes.protected')} />}
          {tree && !open && <span className={styles.state}>{t('processes.folded', { count: children })}</span>}
          <bdi className={styles.command}>{process.command}</bdi>
        </span>
      </div>
      <div role="gridcell" className={styles.user}>
        {process.user}
      </div>
      <div role="gridcell" className={styles.pid} data-label={t('process.pid')}>
        {process.pid}
      </div>
      <div role="gridcell" className={styles.cpu} data-label={t('process.cpu')}>
        {formats.percent(cpu)}
      </div>
      <div role="gridcell" className={styles.memory}>
        {formats.bytes(memory)}
      </div>
    </div>
  )
}
