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

/** A window made longer or shorter around a moment in it, else its middle; never shorter than {@link MIN_WINDOW}. */
export function scale(window: ChartWindow, factor: number, around?: number): ChartWindow {
  const length = window.to - window.from
  const centre = around !== undefined && around >= window.from && around <= window.to ? around : window.from + length / 2
  const scaled = Math.max(MIN_WINDOW, length * factor)
  const from = centre - ((centre - window.from) / length) * scaled
  return { from, to: from + scaled }
}
