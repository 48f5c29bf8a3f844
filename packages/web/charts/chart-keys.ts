import type { KeyboardEvent } from 'react'
import type uPlot from 'uplot'
import { AXIS_WIDTH } from './options.ts'
import type { TimeChartProps } from './props.ts'
import { type ChartWindow, pan, scale } from './window.ts'

/** Row under the cursor after a move, −1 after a change of window, null for a key that means nothing here. */
export function keyAction(event: KeyboardEvent, chart: uPlot, props: TimeChartProps): number | null {
  const { window, onZoom, onReset, times } = props
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
    case 'Enter': {
      const at = cursorTime(chart)
      if (at === undefined || !props.onMoment) return null
      props.onMoment(at, chart.valToPos(at, 'x') + AXIS_WIDTH)
      return -1
    }
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

export function spokenRow(index: number, { times, series, isHidden, format }: TimeChartProps, time: (at: number) => string): string {
  const at = times[index]
  if (at === undefined) return ''
  return [
    time(at),
    ...series.filter((each) => !isHidden(each.key)).map((each) => `${each.label} ${format(each.values[index] ?? null)}`),
  ].join(', ')
}
