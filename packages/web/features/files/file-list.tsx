// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not there, which tables do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines of a grid take the focus, and what is in them
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { type Entry, entryKey, entryName, FILE_ORDERS, type FileOrder, modeText, opensAs } from './entries.ts'
import { FileIcon } from './file-icon.tsx'
import styles from './files.module.css'

export interface FileListProps {
  readonly entries: readonly Entry[]
  readonly phone: boolean
  readonly order?: { readonly by: FileOrder; readonly descending: boolean; readonly onSort: (by: FileOrder, descending: boolean) => void }
  /** Said under the name. */
  readonly note?: (entry: Entry) => string
  readonly menu: (entry: Entry) => ReactNode
  readonly onOpen: (entry: Entry) => void
  /** Keys beside those that move and open. */
  readonly onKey?: (key: string, entry: Entry) => void
  /** Chosen ones; left out where none can be. */
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
}

const HEIGHT = { row: 40, card: 80 } as const
const PAGE = 10
/** The line that Tab leads to. */
const FIRST = '[role=row][tabindex="0"]'

/** Entries line by line: only those in sight are in the page. */
export function FileList(props: FileListProps) {
  const { entries, phone, onOpen, onKey, chosen, onChoose } = props
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const [wanted, setActive] = useState(0)
  const active = Math.max(0, Math.min(wanted, entries.length - 1))
  const height = phone ? HEIGHT.card : HEIGHT.row
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 10,
    getItemKey: (index) => entryKey(entries[index] as Entry) + (props.note ? index : ''),
  })
  // Of another folder: the line that led here took the focus with it.
  useEffect(() => {
    if (document.activeElement !== document.body || !(window.history.state?.idx > 0)) return
    // The lines have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) box.current?.querySelector<HTMLElement>(FIRST)?.focus({ preventScroll: true })
      }),
    )
  }, [])
  const focusSoon = (index: number) => {
    virtual.scrollToIndex(index)
    setActive(index)
    // The line may have to be drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[role=row][aria-rowindex="${index + 2}"]`)?.focus()),
    )
  }
  const choose = (entry: Entry) => {
    if (!chosen || !onChoose) return
    const after = new Set(chosen)
    const key = entryKey(entry)
    if (!after.delete(key)) after.add(key)
    onChoose(after)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).getAttribute('role') !== 'row' || event.ctrlKey || event.metaKey || event.altKey) return
    const entry = entries[active]
    const to = moveTo(event.key, active, entries.length - 1)
    if (to !== null) focusSoon(to)
    else if (!entry) return
    else if (event.key === 'Enter') onOpen(entry)
    else if (event.key === ' ') choose(entry)
    else return onKey?.(event.key, entry)
    event.preventDefault()
  }
  return (
    <div
      ref={box}
      role="grid"
      aria-label={t('files.list')}
      aria-rowcount={entries.length + 1}
      aria-multiselectable={chosen !== undefined}
      className={styles.list}
      data-phone={phone || undefined}
      onKeyDown={onKeyDown}
    >
      <Head {...props} />
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <Line
            key={key}
            {...props}
            entry={entries[index] as Entry}
            index={index}
            place={{ transform: `translateY(${start}px)`, height }}
            active={index === active}
            onActivate={() => setActive(index)}
            onToggle={choose}
          />
        ))}
      </div>
    </div>
  )
}

function Head({ order, chosen, phone }: FileListProps) {
  const { t } = useTranslation()
  return (
    <div role="rowgroup" className={phone ? 'visually-hidden' : styles.headGroup}>
      <div role="row" aria-rowindex={1} className={styles.line}>
        <span role="columnheader" className={styles.check}>
          <span className="visually-hidden">{chosen ? t('files.choose') : t('files.kindLabel')}</span>
        </span>
        {FILE_ORDERS.map((by) => {
          const on = order?.by === by
          const Arrow = order?.descending ? IconArrowDown : IconArrowUp
          return (
            <span
              key={by}
              role="columnheader"
              data-column={by}
              aria-sort={on ? (order.descending ? 'descending' : 'ascending') : undefined}
            >
              {order ? (
                <button
                  type="button"
                  className={panel.sort}
                  data-active={on || undefined}
                  onClick={() => order.onSort(by, on ? !order.descending : by !== 'name')}
                >
                  {t(`files.column.${by}`)}
                  {on && <Arrow size={14} aria-hidden />}
                </button>
              ) : (
                t(`files.column.${by}`)
              )}
            </span>
          )
        })}
        <span role="columnheader" data-column="mode">
          {t('files.column.mode')}
        </span>
        <span role="columnheader">
          <span className="visually-hidden">{t('files.more')}</span>
        </span>
      </div>
    </div>
  )
}

interface LineProps extends FileListProps {
  readonly entry: Entry
  readonly index: number
  readonly place: React.CSSProperties
  readonly active: boolean
  readonly onActivate: () => void
  readonly onToggle: (entry: Entry) => void
}

function Line({ entry, index, place, active, chosen, note, menu, onOpen, onActivate, onToggle }: LineProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const name = entryName(entry)
  const on = chosen?.has(entryKey(entry)) ?? false
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen ? on : undefined}
      tabIndex={active ? 0 : -1}
      className={styles.line}
      style={place}
      onFocus={onActivate}
    >
      <span role="gridcell" className={styles.check}>
        {chosen && (
          <input type="checkbox" tabIndex={-1} checked={on} aria-label={t('files.chooseOne', { name })} onChange={() => onToggle(entry)} />
        )}
        <FileIcon kind={entry.kind} />
      </span>
      <span role="gridcell" data-column="name">
        <button type="button" tabIndex={-1} className={styles.name} disabled={opensAs(entry) === 'nothing'} onClick={() => onOpen(entry)}>
          <bdi>{name}</bdi>
        </button>
        {entry.link_target !== null && (
          <span className={styles.sub}>
            → <bdi>{entry.link_target}</bdi>
          </span>
        )}
        {note && <bdi className={styles.sub}>{note(entry)}</bdi>}
      </span>
      <span role="gridcell" data-column="size">
        {entry.kind === 'file' ? formats.bytes(entry.size) : '–'}
      </span>
      <span role="gridcell" data-column="modified">
        <time dateTime={new Date(entry.modified_at).toISOString()} title={formats.dateTime(entry.modified_at)}>
          {formats.relative(Math.min(entry.modified_at, now), now)}
        </time>
      </span>
      <span role="gridcell" data-column="mode" title={`${entry.mode.toString(8)} ${entry.owner}:${entry.group}`}>
        {modeText(entry.mode)} <bdi className="muted">{entry.owner}</bdi>
      </span>
      <span role="gridcell">{menu(entry)}</span>
    </div>
  )
}

function moveTo(key: string, from: number, last: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: last,
  }
  const to = targets[key]
  return to === undefined ? null : Math.max(0, Math.min(last, to))
}
