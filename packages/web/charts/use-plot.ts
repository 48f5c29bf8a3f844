import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import { withoutZeros } from '../app/format.ts'
import { useFormats } from '../app/use-formats.ts'
import type { LegendHandle } from './legend.tsx'
import type { ChartMark } from './marks.ts'
import { type ChartLook, type ChartState, chartOptions, type DrawnSeries, drawingOrder } from './options.ts'
import type { TimeChartProps } from './props.ts'
import { stackValues } from './stack.ts'
import { attachTouchPan } from './touch-pan.ts'

const DENSE = 1_200
const NARROWEST = 120
const NO_MARKS: readonly ChartMark[] = []
/** Charts on a page share cursor and zoom. */
const SYNC_KEY = 'hyperion'

export interface PlotRefs {
  readonly holder: RefObject<HTMLDivElement | null>
  readonly plot: RefObject<uPlot | null>
  /** The props of the newest render, for handlers that outlive theirs. */
  readonly latest: RefObject<TimeChartProps>
}

/** A uPlot kept in step with the props: built anew when its structure changes, otherwise only given new rows. */
export function usePlot(props: TimeChartProps, height: number, legend: RefObject<LegendHandle | null>): PlotRefs {
  const { times, series, isHidden, window, stacked = false, top = null, bands = null, marks = NO_MARKS } = props
  const formats = useFormats()
  const language = useTranslation().i18n.language
  const scheme = useComputedColorScheme('light')
  const visible = series.filter((each) => !isHidden(each.key))
  const dense = times.length > DENSE
  const holder = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const state = useRef<ChartState>({ visible, window, marks })
  const latest = useRef(props)
  latest.current = props
  state.current.visible = visible
  state.current.window = window
  state.current.marks = marks
  const drawn = visible.map((each) => `${each.key}=${each.color}`)
  const levels = [bands?.warning, bands?.critical, bands?.below]
  const spans = marks.map((mark) => `${mark.from}-${mark.to}-${mark.level}`)
  const structure = [scheme, language, stacked, top === null, ...levels, props.binary, dense, ...drawn, ...spans].join('|')

  // biome-ignore lint/correctness/useExhaustiveDependencies: `structure` stands for everything the options are built from
  useLayoutEffect(() => {
    const element = holder.current
    if (!element) return
    const look: ChartLook = {
      scheme,
      stacked,
      dense,
      bands,
      binary: props.binary ?? false,
      whole: props.whole ?? false,
      syncKey: SYNC_KEY,
      get top() {
        return latest.current.top ?? null
      },
      axisText: (value) => withoutZeros(latest.current.format(value)),
      tick: formats.tick,
    }
    const end = openPlot(element, look, { plot, latest, holder }, state.current, height, (index) => legend.current?.show(index))
    return end
  }, [structure, height])

  useEffect(() => {
    const chart = plot.current
    if (!chart) return
    chart.batch(() => {
      chart.setData(dataOf(times, visible, stacked), false)
      chart.setScale('x', { min: window.from, max: window.to })
    })
    legend.current?.show(chart.cursor.idx ?? null)
  })

  return { holder, plot, latest }
}

/** Builds the plot in its place; the answer takes it away again. */
function openPlot(
  element: HTMLElement,
  look: ChartLook,
  { plot, latest }: PlotRefs,
  state: ChartState,
  height: number,
  onCursor: (index: number | null) => void,
): () => void {
  const handlers = { onCursor, onSelect: (from: number, to: number) => latest.current.onZoom({ from, to }) }
  const size = { width: Math.max(element.clientWidth, NARROWEST), height }
  const chart = new uPlot(chartOptions(look, state, handlers, size), dataOf(latest.current.times, state.visible, look.stacked), element)
  plot.current = chart
  const detach = attachTouchPan(chart, (window) => latest.current.onZoom(window))
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0)
    if (width > 0 && width !== chart.width) chart.setSize({ width, height })
  })
  observer.observe(element)
  return () => {
    observer.disconnect()
    detach()
    chart.destroy()
    plot.current = null
  }
}

function dataOf(times: readonly number[], visible: readonly DrawnSeries[], stacked: boolean): uPlot.AlignedData {
  const values = visible.map((each) => each.values)
  return [times as number[], ...drawingOrder(stacked ? stackValues(values) : values, stacked)]
}
