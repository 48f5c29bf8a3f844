import type { Values } from './frame.ts'

/** An SVG path of the highest value per pixel column; it lifts the pen at gaps. */
export function sparkPath(
  times: readonly number[],
  values: Values,
  window: { from: number; to: number },
  top: number,
  width: number,
  height: number,
): string {
  const span = window.to - window.from
  if (span <= 0) return ''
  const points: ({ x: number; value: number } | null)[] = []
  times.forEach((at, i) => {
    const value = values[i] ?? null
    if (value === null) {
      points.push(null)
      return
    }
    const x = Math.round(((at - window.from) / span) * width)
    if (x < 0 || x > width) return
    const last = points.at(-1)
    if (last?.x === x) last.value = Math.max(last.value, value)
    else points.push({ x, value })
  })
  let path = ''
  let drawing = false
  for (const point of points) {
    if (point) {
      const y = height - 1 - Math.min(1, Math.max(0, point.value / top)) * (height - 2)
      path += `${drawing ? 'L' : 'M'}${point.x} ${y.toFixed(1)}`
    }
    drawing = point !== null
  }
  return path
}
