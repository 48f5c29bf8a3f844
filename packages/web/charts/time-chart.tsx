import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import { withoutZeros } from '../app/format.ts'
import { useFormats } from '../app/use-formats.ts'
import styles from './chart.module.css'
import { Legend, type LegendHandle } from './legend.tsx'
import { type ChartHandlers, type ChartState, chartOptions, type DrawnSeries, drawingOrder, type ThresholdBands } from './options.ts'
import { stackValues } from './stack.ts'
import { attachTouchPan } from './touch-pan.ts'
import { type ChartWindow, pan, scale } from './window.ts'

export interface TimeChartProps {
  readonly label: string
  readonly times: readonly number[]
  readonly series: readonly DrawnSeries[]
  readonly isHidden: (key: string) => boolean
  readonly onToggle: (key: string) => void
  readonly window: ChartWindow
  readonly onZoom: (window: ChartWindow) => void
  readonly onReset: () => void
  readonly format: (value: number | null) => string
  readonly stacked?: boolean
  readonly top?: number | null
  readonly binary?: boolean
  readonly whole?: boolean
  readonly bands?: ThresholdBands | null
  readonly height?: number
  /** Said over the drawing, when there is nothing in it. */
  readonly note?: string | null
  readonly ref?: RefObject<TimeChartHandle | null>
}

export interface TimeChartHandle {
  canvas(): HTMLCanvasElement | null
}

const DENSE = 1_200
/** Charts on a page share cursor and zoom. */
const SYNC_KEY = 'hyperion'

export function TimeChart(props: TimeChartProps) {
  const {
    label,
    times,
    series,
    isHidden,
    onToggle,
    window: shown,
    format,
    stacked = false,
    top = null,
    binary = false,
    whole = false,
    bands = null,
    height = 200,
  } = props
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const scheme = useComputedColorScheme('light')
  const holder = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const legend = useRef<LegendHandle>(null)
  const helpId = useId()
  const visible = series.filter((each) => !isHidden(each.key))
  const state = useRef<ChartState>({ visible, window: shown })
  const latest = useRef(props)
  latest.current = props
  state.current.visible = visible
  state.current.window = shown
  const [spoken, setSpoken] = useState('')

  const dense = times.length > DENSE
  const structure = [
    scheme,
    i18n.language,
    stacked,
    top === null,
    bands?.warning,
    binary,
    dense,
    ...visible.map((each) => `${each.key}=${each.color}`),
  ].join('|')
  const topRef = useRef(top)
  topRef.current = top

  // biome-ignore lint/correctness/useExhaustiveDependencies: `structure` stands for everything the options are built from
  useLayoutEffect(() => {
    const element = holder.current
    if (!element) return
    const handlers: ChartHandlers = {
      onCursor: (index) => legend.current?.show(index),
      onSelect: (from, to) => latest.current.onZoom({ from, to }),
    }
    const look = {
      scheme,
      stacked,
      binary,
      whole,
      dense,
      bands,
      syncKey: SYNC_KEY,
      get top() {
        return topRef.current
      },
      axisText: (value: number) => withoutZeros(latest.current.format(value)),
      tick: formats.tick,
    }
    const size = { width: Math.max(element.clientWidth, 120), height }
    const created = new uPlot(
      chartOptions(look, state.current, handlers, size),
      dataOf(latest.current.times, state.current.visible, stacked),
      element,
    )
    plot.current = created
    const detach = attachTouchPan(created, (window) => latest.current.onZoom(window))
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0)
      if (width > 0 && width !== created.width) created.setSize({ width, height })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      detach()
      created.destroy()
      plot.current = null
    }
  }, [structure, height])

  useEffect(() => {
    const chart = plot.current
    if (!chart) return
    chart.batch(() => {
      chart.setData(dataOf(times, state.current.visible, stacked), false)
      chart.setScale('x', { min: shown.from, max: shown.to })
    })
    legend.current?.show(chart.cursor.idx ?? null)
  })

  useImperativeHandle(props.ref, () => ({ canvas: () => plot.current?.ctx.canvas ?? null }), [])

  const onKeyDown = (event: KeyboardEvent) => {
    const chart = plot.current
    if (!chart || event.ctrlKey || event.metaKey || event.altKey) return
    const moved = keyAction(event, chart, latest.current)
    if (moved === null) return
    event.preventDefault()
    if (moved >= 0) setSpoken(spokenRow(moved, latest.current, formats.time))
  }

  return (
    <figure className={styles.chart} aria-label={label}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, not a set of form fields */}
      <div
        ref={holder}
        className={styles.plot}
        style={{ height }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: reached by Tab to move the cursor and the window
        tabIndex={0}
        role="group"
        aria-label={label}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onDoubleClick={() => latest.current.onReset()}
      />
      {props.note && <p className={styles.note}>{props.note}</p>}
      <span id={helpId} hidden>
        {t('chart.keys')}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {spoken}
      </span>
      <Legend ref={legend} times={times} series={series} isHidden={isHidden} onToggle={onToggle} format={format} time={formats.dateTime} />
    </figure>
  )
}

function dataOf(times: readonly number[], visible: readonly DrawnSeries[], stacked: boolean): uPlot.AlignedData {
  const values = visible.map((each) => each.values)
  return [times as number[], ...drawingOrder(stacked ? stackValues(values) : values, stacked)]
}

/** Row under the cursor after a move, −1 after a change of window, null for a key that means nothing here. */
function keyAction(event: KeyboardEvent, chart: uPlot, { window, onZoom, onReset, times }: TimeChartProps): number | null {
  const show = (next: ChartWindow) => {
    onZoom(next)
    return -1
  }
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const direction = event.key === 'ArrowLeft' ? -1 : 1
      if (event.shiftKey) return show(pan(window, direction / 4))
      return moveCursor(chart, (chart.cursor.idx ?? times.length) + direction)
    }
    case 'Home':
      return moveCursor(chart, 0)
    case 'End':
      return moveCursor(chart, times.length - 1)
    case '+':
    case '=':
      return show(scale(window, 0.5, cursorTime(chart)))
    case '-':
      return show(scale(window, 2, cursorTime(chart)))
    case 'Escape':
    case '0':
      onReset()
      return -1
    default:
      return null
  }
}

function cursorTime(chart: uPlot): number | undefined {
  const { idx } = chart.cursor
  return idx === null || idx === undefined ? undefined : chart.data[0][idx]
}

function moveCursor(chart: uPlot, wanted: number): number {
  const times = chart.data[0]
  const index = Math.max(0, Math.min(times.length - 1, wanted))
  const at = times[index]
  if (at === undefined) return -1
  chart.setCursor({ left: chart.valToPos(at, 'x'), top: 1 })
  return index
}

function spokenRow(index: number, { times, series, isHidden, format }: TimeChartProps, time: (at: number) => string): string {
  const at = times[index]
  if (at === undefined) return ''
  return [
    time(at),
    ...series.filter((each) => !isHidden(each.key)).map((each) => `${each.label} ${format(each.values[index] ?? null)}`),
  ].join(', ')
}
