import type { BandLevel } from './bands.ts'
import type { ChartWindow } from './window.ts'

/** Something that happened during a stretch of time. */
export interface ChartMark {
  readonly key: string
  readonly from: number
  /** Null while it lasts. */
  readonly to: number | null
  /** How grave it is; `info` is what merely happened. */
  readonly level: BandLevel | 'info'
  /** Said on hover. */
  readonly label: string
  /** Page of the app that tells more. */
  readonly link: string | null
}

export interface PlacedMark extends ChartMark {
  /** Shares of the width of the window. */
  readonly start: number
  readonly length: number
}

/** Where in a window marks are, those outside left out. */
export function placeMarks(marks: readonly ChartMark[], { from, to }: ChartWindow): readonly PlacedMark[] {
  const share = (at: number) => Math.max(0, Math.min(1, (at - from) / (to - from)))
  return marks
    .filter((mark) => mark.from < to && (mark.to ?? to) > from)
    .map((mark) => ({ ...mark, start: share(mark.from), length: share(mark.to ?? to) - share(mark.from) }))
}
