// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not there, which tables do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines of a grid take the focus, and what is in them
import type { FleetColumn, FleetRow } from '@hyperion/wire/fleet'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import type { Ref } from 'react'
import { useThresholds } from '../thresholds/queries.ts'
import type { Choosing } from './choosing.ts'
import { FleetLine, GroupLine } from './fleet-lines.tsx'
import type { FleetItem } from './fleet-rows.ts'
import { useRowKeys } from './row-keys.ts'
import { useWords } from './words.ts'

interface FleetBodyProps {
  readonly ref: Ref<HTMLDivElement>
  readonly items: readonly FleetItem[]
  readonly rows: ReadonlyMap<number, FleetRow>
  readonly columns: readonly FleetColumn[]
  readonly now: number
  readonly phone: boolean
  /** Of a line, in pixels. */
  readonly height: number
  /** From the top of the page to the first line, in pixels. */
  readonly offset: number
  readonly choosing: Choosing | null
}

/** The lines in sight. Apart from the table, because it alone is drawn anew while the page is scrolled. */
export function FleetBody({ ref, items, rows, columns, now, phone, height, offset, choosing }: FleetBodyProps) {
  const thresholds = useThresholds()
  const words = useWords()
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
  return (
    <div ref={ref} role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }} onKeyDown={onKeyDown}>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index] as FleetItem
        const place = { transform: `translateY(${start - offset}px)`, height }
        if (item.type === 'group') return <GroupLine key={key} item={item} index={index} place={place} words={words} />
        const row = rows.get(item.id)
        if (!row) return null
        return (
          <FleetLine
            key={key}
            row={row}
            index={index}
            place={place}
            columns={columns}
            thresholds={thresholds}
            words={words}
            now={now}
            phone={phone}
            active={index === active}
            chosen={choosing?.chosen.has(row.id) ?? false}
            choosing={choosing}
            onActivate={activate}
          />
        )
      })}
    </div>
  )
}
