import uPlot from 'uplot'
import { type BandLevel, bandsOf, type ThresholdBands } from './bands.ts'
import type { Values } from './frame.ts'
import type { ChartMark } from './marks.ts'
import { type ChartScheme, PALETTE, type SeriesColor } from './palette.ts'

export interface DrawnSeries {
  readonly key: string
  readonly label: string
  readonly color: SeriesColor
  readonly values: Values
  readonly min?: Values | undefined
  readonly max?: Values | undefined
}

export interface ChartLook {
  readonly scheme: ChartScheme
  readonly stacked: boolean
  /** Fixed top of the y axis; without it the top follows the data. */
  readonly top: number | null
  readonly binary: boolean
  readonly whole: boolean
  /** Many points: a line of one pixel is drawn five times faster than a thicker one. */
  readonly dense: boolean
  readonly bands: ThresholdBands | null
  readonly axisText: (value: number) => string
  readonly tick: (at: number, step: number) => string
  readonly syncKey: string
}

/** What the drawing reads anew at each redraw. */
export interface ChartState {
  visible: readonly DrawnSeries[]
  window: { readonly from: number; readonly to: number }
  marks: readonly ChartMark[]
}

export interface ChartHandlers {
  onCursor(index: number | null): void
  onSelect(from: number, to: number): void
}

/** Left of the plot; {@link PLOT_RIGHT} is what is right of it. */
export const AXIS_WIDTH = 64
export const PLOT_RIGHT = 8
const AXIS_HEIGHT = 28
const FONT = "11px 'Inter Variable', Inter, system-ui, sans-serif"

export function chartOptions(
  look: ChartLook,
  state: ChartState,
  handlers: ChartHandlers,
  size: { width: number; height: number },
): uPlot.Options {
  const colors = PALETTE[look.scheme]
  return {
    ...size,
    ms: 1,
    padding: [8, PLOT_RIGHT, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 6, width: 0 },
      drag: { x: true, y: false, setScale: false, dist: 8 },
      sync: {
        key: look.syncKey,
        scales: ['x', null],
        filters: { pub: (type) => type !== 'mousedown' && type !== 'mouseup' && type !== 'dblclick' },
      },
      bind: { dblclick: () => () => null },
    },
    scales: { x: { time: true, range: () => [state.window.from, state.window.to] }, y: { range: (_, __, max) => yRange(max, look) } },
    axes: [
      {
        stroke: colors.axis,
        font: FONT,
        size: AXIS_HEIGHT,
        space: 72,
        ticks: { show: false },
        grid: { stroke: colors.grid, width: 1 },
        values: (_, splits, __, ___, step) => splits.map((at) => look.tick(at, step)),
      },
      {
        stroke: colors.axis,
        font: FONT,
        size: AXIS_WIDTH,
        space: 36,
        ticks: { show: false },
        grid: { stroke: colors.grid, width: 1 },
        gap: 8,
        ...(look.binary && { incrs: BINARY_STEPS }),
        ...(look.whole && { incrs: WHOLE_STEPS }),
        values: (_, splits) => splits.map(look.axisText),
      },
    ],
    series: [{}, ...drawingOrder(state.visible, look.stacked).map((series) => seriesOptions(series, look))],
    hooks: {
      drawAxes: [(u) => drawBands(u, look), (u) => drawMarks(u, state, look), (u) => drawEnvelopes(u, state, look)],
      setCursor: [(u) => handlers.onCursor(u.cursor.idx ?? null)],
      setSelect: [(u) => select(u, handlers)],
    },
  }
}

const WHOLE_STEPS = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat()
const BINARY_STEPS = Array.from({ length: 50 }, (_, power) => 2 ** power)

function yRange(max: number | null, look: ChartLook): [number, number] {
  if (look.top !== null) return [0, Math.max(look.top, max !== null && max > look.top ? max : 0)]
  return [0, max !== null && max > 0 ? max * 1.1 : 1]
}

/** A stack is painted from its top down, each layer over the one above it: no clipping, so it is drawn twice as fast. */
export function drawingOrder<T>(layers: readonly T[], stacked: boolean): readonly T[] {
  return stacked ? layers.toReversed() : layers
}

function seriesOptions(series: DrawnSeries, look: ChartLook): uPlot.Series {
  const color = PALETTE[look.scheme][series.color]
  return {
    label: series.label,
    stroke: color,
    width: look.stacked ? 0 : look.dense ? 1 : 1.5,
    points: { show: false },
    spanGaps: false,
    ...(look.stacked && { fill: color }),
  }
}

function select(u: uPlot, handlers: ChartHandlers): void {
  const { left, width } = u.select
  if (width < 8) return
  const from = u.posToVal(left, 'x')
  const to = u.posToVal(left + width, 'x')
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  handlers.onSelect(from, to)
}

/** Warning and critical as tinted bands under the data, each with its limit as a dashed line. */
function drawBands(u: uPlot, look: ChartLook): void {
  if (!look.bands) return
  const { ctx, bbox } = u
  const top = u.scales.y?.max ?? 100
  const y = (value: number) => u.valToPos(value, 'y', true)
  ctx.save()
  for (const { level, low, high, limit } of bandsOf(look.bands, top)) {
    ctx.fillStyle = `${levelColor(level, look)}12`
    ctx.fillRect(bbox.left, y(high), bbox.width, y(low) - y(high))
    ctx.strokeStyle = `${levelColor(level, look)}80`
    ctx.lineWidth = uPlot.pxRatio
    ctx.setLineDash([4 * uPlot.pxRatio, 4 * uPlot.pxRatio])
    ctx.beginPath()
    ctx.moveTo(bbox.left, y(limit))
    ctx.lineTo(bbox.left + bbox.width, y(limit))
    ctx.stroke()
  }
  ctx.restore()
}

const levelColor = (level: BandLevel | 'info', look: ChartLook) => PALETTE[look.scheme][level]

/** What happened, as tinted stretches of time. */
function drawMarks(u: uPlot, state: ChartState, look: ChartLook): void {
  const { ctx, bbox } = u
  const x = (at: number) => Math.max(bbox.left, Math.min(bbox.left + bbox.width, u.valToPos(at, 'x', true)))
  ctx.save()
  for (const { from, to, level } of state.marks) {
    const left = x(from)
    const width = Math.max(x(to ?? state.window.to) - left, from === to ? uPlot.pxRatio : 0)
    if (width <= 0 || from > state.window.to) continue
    ctx.fillStyle = `${levelColor(level, look)}${from === to ? 'b3' : '26'}`
    ctx.fillRect(left, bbox.top, width, bbox.height)
  }
  ctx.restore()
}

/** Where points are averages: the range between lowest and highest behind the line. */
function drawEnvelopes(u: uPlot, state: ChartState, look: ChartLook): void {
  if (look.stacked) return
  const { ctx, bbox } = u
  const times = u.data[0]
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  for (const { min, max, color } of state.visible) {
    if (!min || !max) continue
    ctx.fillStyle = `${PALETTE[look.scheme][color]}2e`
    for (const [start, end] of runsOf(min, max)) {
      ctx.beginPath()
      for (let i = start; i < end; i++) ctx.lineTo(u.valToPos(times[i] as number, 'x', true), u.valToPos(max[i] as number, 'y', true))
      for (let i = end - 1; i >= start; i--) ctx.lineTo(u.valToPos(times[i] as number, 'x', true), u.valToPos(min[i] as number, 'y', true))
      ctx.fill()
    }
  }
  ctx.restore()
}

/** Stretches of rows where both bounds are known. */
export function runsOf(min: Values, max: Values): [number, number][] {
  const runs: [number, number][] = []
  let start = -1
  for (let i = 0; i <= max.length; i++) {
    const known = i < max.length && (min[i] ?? null) !== null && (max[i] ?? null) !== null
    if (known && start < 0) start = i
    if (!known && start >= 0) {
      runs.push([start, i])
      start = -1
    }
  }
  return runs
}
