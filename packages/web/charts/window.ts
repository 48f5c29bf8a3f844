export interface ChartWindow {
  readonly from: number
  readonly to: number
}

/** Narrower than this nothing more is to be seen. */
export const MIN_WINDOW = 10_000

/** A window moved by a share of its length, never past `limit`. */
export function pan(window: ChartWindow, share: number, limit = Number.POSITIVE_INFINITY): ChartWindow {
  const length = window.to - window.from
  const to = Math.min(window.to + length * share, limit)
  return { from: to - length, to }
}

/** A window made longer or shorter around its middle; never shorter than {@link MIN_WINDOW}. */
export function scale(window: ChartWindow, factor: number): ChartWindow {
  const half = Math.max(MIN_WINDOW, (window.to - window.from) * factor) / 2
  const middle = (window.from + window.to) / 2
  return { from: middle - half, to: middle + half }
}
