import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartBlock, ChartUnit } from '../document.ts'
import { Formats, type Language } from '../format.ts'
import { timeAxis } from './time-axis.ts'

use([LineChart, GridComponent, LegendComponent, SVGRenderer])

export const CHART_WIDTH = 720
export const CHART_HEIGHT = 230

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
  const { ticks, label } = timeAxis({ from, to }, language, zone)
  const text = { color: TEXT, fontFamily: 'DejaVu Sans, Verdana, sans-serif', fontSize: 10 }
  return {
    animation: false,
    color: COLORS,
    textStyle: text,
    grid: { left: 4, right: 14, top: 10, bottom: 30, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 4, textStyle: text },
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
      ...(unit === 'percent' ? { max: 100, interval: 25 } : { splitNumber: 4 }),
      axisLabel: { ...text, formatter: (value: number) => axisLabel(value, unit, formats) },
      splitLine: { lineStyle: { color: LINE } },
    },
    series: series.map(({ label: name, points }) => ({
      name,
      type: 'line',
      data: points,
      showSymbol: false,
      connectNulls: false,
      lineStyle: { width: 1.2 },
      ...(stacked && { stack: 'all', areaStyle: { opacity: 0.55 } }),
    })),
  }
}

function axisLabel(value: number, unit: ChartUnit, formats: Formats): string {
  if (unit === 'percent') return formats.percent(value)
  if (unit === 'bytes') return formats.bytes(value)
  return unit === 'bytes_per_second' ? formats.rate(value) : formats.number(value)
}
