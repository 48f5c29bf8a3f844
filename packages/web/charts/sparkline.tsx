import type { ThresholdBands } from './bands.ts'
import type { Values } from './frame.ts'
import { cssColor } from './palette.ts'
import { sparkPath } from './spark-path.ts'

const WIDTH = 160
const HEIGHT = 32

/** A line without axes: shape only; the figure beside it says how much. */
export function Sparkline({
  times,
  values,
  window,
  top,
  bands,
}: {
  times: readonly number[]
  values: Values
  window: { from: number; to: number }
  top: number | null
  bands: ThresholdBands | null
}) {
  const highest = top ?? Math.max(1, ...values.map((value) => value ?? 0)) * 1.1
  const path = sparkPath(times, values, window, highest, WIDTH, HEIGHT)
  const first = bands?.warning ?? bands?.critical ?? null
  const limit = first === null ? null : HEIGHT - (first / highest) * HEIGHT
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{ display: 'block', width: '100%', height: HEIGHT, marginTop: 'auto' }}
    >
      {limit !== null && (
        <line x1={0} x2={WIDTH} y1={limit} y2={limit} stroke="var(--line-strong)" strokeDasharray="3 3" vectorEffect="non-scaling-stroke" />
      )}
      <path d={path} fill="none" stroke={cssColor('blue')} strokeWidth={1.5} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
