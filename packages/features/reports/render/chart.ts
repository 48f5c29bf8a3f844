import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { type EChartsCoreOption, init, setPlatformAPI, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartBlock, ChartSeries, ChartUnit } from '../document.ts'
import { Formats, type Language } from '../format.ts'
import { timeAxis } from './time-axis.ts'

use([LineChart, GridComponent, LegendComponent, SVGRenderer])

export const CHART_WIDTH = 720
export const CHART_HEIGHT = 200

/** Of its size, that a letter of the font takes on average: there is no browser to ask. */
const LETTER = 0.6

setPlatformAPI({
  measureText: (text, font) => ({ width: text.length * LETTER * Number(/(\d+)px/.exec(font ?? '')?.[1] ?? 10) }),
})

/** Told apart also by those who see few colours (Okabe and Ito). */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#7f7f7f', '#b8a500']
const TEXT = '#5c6370'
const LINE = '#e3e6ea'

/** One chart as an SVG document of {@link CHART_WIDTH} × {@link CHART_HEIGHT}. */
export function chartSvg(chart: ChartBlock, language: Language, zone: string): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height: CHART_HEIGHT })
  try {
    drawing.setOption(optionsOf(chart, language, zone))
    return drawing.renderToSVGString()
  } finally {
    drawing.dispose()
  }
}

function optionsOf({ series, stacked, unit, from, to }: ChartBlock, language: Language, zone: string): EChartsCoreOption {
  const formats = new Formats(language, zone)
  const shown = stacked ? series.filter(isSomething) : series
  const { ticks, label } = timeAxis({ from, to }, language, zone)
  const text = { color: TEXT, fontFamily: 'DejaVu Sans, Verdana, sans-serif', fontSize: 10 }
  return {
    animation: false,
    color: COLORS,
    textStyle: text,
    grid: { left: 4, right: 14, top: 10, bottom: 30, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { bottom: 0, itemGap: 14, icon: 'roundRect', itemWidth: 10, itemHeight: 4, textStyle: text },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      axisLabel: { ...text, hideOverlap: true, customValues: [...ticks], formatter: label },
      axisTick: { customValues: [...ticks] },
      axisLine: { lineStyle: { color: LINE } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...valueAxis(unit, peakOf(shown, stacked)),
      axisLabel: { ...text, formatter: (value: number) => axisLabel(value, unit, formats) },
      splitLine: { lineStyle: { color: LINE } },
    },
    series: shown.map(({ label: name, points }) => ({
      name: shortened(name),
      type: 'line',
      data: points,
      showSymbol: false,
      connectNulls: false,
      lineStyle: { width: 1.2 },
      ...(stacked && { stack: 'all', areaStyle: { opacity: 0.55 } }),
    })),
  }
}

/** What is zero all the time only lengthens the legend. */
function isSomething({ points }: ChartSeries): boolean {
  return points.some(([, value]) => value !== null && value > 0)
}

function peakOf(series: readonly ChartSeries[], stacked: boolean): number {
  const peaks = series.map(({ points }) => points.reduce((peak, [, value]) => Math.max(peak, value ?? 0), 0))
  return stacked ? peaks.reduce((sum, peak) => sum + peak, 0) : Math.max(0, ...peaks)
}

const LINES = 4
const STEPS = [1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 50, 64, 100, 128, 200, 250, 256, 500, 512, 1024]

/** Percentages go from 0 to 100; bytes have lines at round amounts of their unit. */
function valueAxis(unit: ChartUnit, peak: number): { readonly max?: number; readonly interval?: number; readonly splitNumber?: number } {
  if (unit === 'percent') return { max: 100, interval: 25 }
  if (unit === 'number') return { splitNumber: LINES }
  const least = Math.max(1, peak / LINES)
  const scale = 1024 ** Math.floor(Math.log2(least) / 10)
  const interval = (STEPS.find((step) => step >= least / scale) ?? 1024) * scale
  return { max: Math.max(1, Math.ceil(peak / interval)) * interval, interval }
}

const LONGEST_NAME = 40

/** Begin and end of a long name: mounts and devices differ there. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, 14)}…${name.slice(-(LONGEST_NAME - 15))}`
}

function axisLabel(value: number, unit: ChartUnit, formats: Formats): string {
  if (unit === 'percent') return `${formats.number(value)} %`
  if (unit === 'bytes') return formats.bytes(value)
  return unit === 'bytes_per_second' ? formats.rate(value) : formats.number(value)
}
