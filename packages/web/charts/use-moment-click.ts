import { type PointerEvent, type RefObject, useRef } from 'react'
import type uPlot from 'uplot'
import type { TimeChartProps } from './props.ts'

/** Farther is a drag, longer is a thought. */
const STILL_PX = 5
const SHORT_MS = 600

/** A plain click on the plot chooses its moment; a drag zooms or moves through time. */
export function useMomentClick(plot: RefObject<uPlot | null>, latest: RefObject<TimeChartProps>) {
  const down = useRef<{ x: number; y: number; at: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      down.current = event.button === 0 ? { x: event.clientX, y: event.clientY, at: event.timeStamp } : null
    },
    onPointerUp: (event: PointerEvent) => {
      const start = down.current
      const chart = plot.current
      down.current = null
      const { onMoment } = latest.current
      if (!start || !chart || !onMoment || !chart.over.contains(event.target as Node)) return
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX || event.timeStamp - start.at > SHORT_MS) return
      const left = event.clientX - chart.over.getBoundingClientRect().left
      onMoment(Math.round(chart.posToVal(left, 'x')), left + chart.over.offsetLeft)
    },
  }
}
