import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './chart.module.css'
import type { Values } from './frame.ts'
import type { DrawnSeries } from './options.ts'
import { cssColor } from './palette.ts'

export interface LegendHandle {
  /** Values of this row; null for the newest. */
  show(index: number | null): void
}

export interface LegendProps {
  readonly times: readonly number[]
  readonly series: readonly DrawnSeries[]
  readonly isHidden: (key: string) => boolean
  readonly onToggle: (key: string) => void
  readonly format: (value: number | null) => string
  readonly time: (at: number) => string
  readonly ref: Ref<LegendHandle>
}

/** Values follow the cursor by writing text directly: fifteen charts share one cursor, and none need render for it. */
export function Legend({ times, series, isHidden, onToggle, format, time, ref }: LegendProps) {
  const { t } = useTranslation()
  const root = useRef<HTMLDivElement>(null)
  const shown = useRef<number | null>(null)

  const write = (index: number | null) => {
    shown.current = index
    const at = index === null ? undefined : times[index]
    const figures = root.current?.querySelectorAll<HTMLElement>('[data-figure]')
    figures?.forEach((figure, i) => {
      const each = series[i]
      if (!each) return
      const range = index === null ? '' : rangeText(each, index, format)
      figure.textContent = format(index === null ? newest(each.values) : (each.values[index] ?? null)) + range
    })
    const clock = root.current?.querySelector<HTMLElement>('[data-clock]')
    if (clock) clock.textContent = at === undefined ? '' : time(at)
  }

  useImperativeHandle(ref, () => ({ show: write }))
  useEffect(() => write(shown.current))

  return (
    <div ref={root} className={styles.legend}>
      {series.map((each) => (
        <button
          key={each.key}
          type="button"
          className={styles.entry}
          aria-pressed={!isHidden(each.key)}
          title={t(isHidden(each.key) ? 'chart.show' : 'chart.hide', { name: each.label })}
          onClick={() => onToggle(each.key)}
        >
          <span className={styles.swatch} style={isHidden(each.key) ? undefined : { background: cssColor(each.color) }} aria-hidden />
          <span>{each.label}</span>
          <span className={styles.figure} data-figure data-live-figure />
        </button>
      ))}
      <span className={styles.clock} data-clock />
    </div>
  )
}

function rangeText(series: DrawnSeries, index: number, format: (value: number | null) => string): string {
  const low = series.min?.[index] ?? null
  const high = series.max?.[index] ?? null
  return low === null || high === null || low === high ? '' : ` (${format(low)} … ${format(high)})`
}

function newest(values: Values): number | null {
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i]
    if (value !== null && value !== undefined) return value
  }
  return null
}
