import type { RefObject } from 'react'
import type { ThresholdBands } from './bands.ts'
import type { ChartMark } from './marks.ts'
import type { DrawnSeries } from './options.ts'
import type { ChartWindow } from './window.ts'

export interface TimeChartProps {
  readonly label: string
  readonly times: readonly number[]
  readonly series: readonly DrawnSeries[]
  readonly isHidden: (key: string) => boolean
  readonly onToggle: (key: string) => void
  readonly window: ChartWindow
  readonly onZoom: (window: ChartWindow) => void
  readonly onReset: () => void
  /** A moment was chosen, so many pixels from the left of the plot's place. */
  readonly onMoment?: (at: number, left: number) => void
  readonly format: (value: number | null) => string
  readonly stacked?: boolean
  readonly top?: number | null
  readonly binary?: boolean
  readonly whole?: boolean
  readonly bands?: ThresholdBands | null
  readonly marks?: readonly ChartMark[]
  readonly height?: number
  /** Said over the drawing, when there is nothing in it. */
  readonly note?: string | null
  readonly ref?: RefObject<TimeChartHandle | null>
}

export interface TimeChartHandle {
  canvas(): HTMLCanvasElement | null
}
