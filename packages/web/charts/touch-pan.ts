import type uPlot from 'uplot'

/** A finger drawn sideways moves through time; up and down still scroll the page. */
export function attachTouchPan(chart: uPlot, commit: (window: { from: number; to: number }) => void): () => void {
  const { over } = chart
  let start: { x: number; from: number; to: number } | null = null
  let moved = false

  const down = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') return
    const { min, max } = chart.scales.x ?? {}
    if (min === undefined || max === undefined || min === null || max === null) return
    start = { x: event.clientX, from: min, to: max }
    moved = false
  }
  const shifted = (event: PointerEvent) => {
    if (!start) return null
    const shift = ((start.x - event.clientX) / Math.max(1, over.clientWidth)) * (start.to - start.from)
    return { from: start.from + shift, to: start.to + shift }
  }
  const move = (event: PointerEvent) => {
    if (!start || Math.abs(event.clientX - start.x) < 10) return
    moved = true
    over.style.translate = `${event.clientX - start.x}px 0`
  }
  const up = (event: PointerEvent) => {
    const window = moved && event.type === 'pointerup' ? shifted(event) : null
    start = null
    over.style.translate = ''
    if (window) commit(window)
  }

  over.addEventListener('pointerdown', down)
  over.addEventListener('pointermove', move)
  over.addEventListener('pointerup', up)
  over.addEventListener('pointercancel', up)
  return () => {
    over.removeEventListener('pointerdown', down)
    over.removeEventListener('pointermove', move)
    over.removeEventListener('pointerup', up)
    over.removeEventListener('pointercancel', up)
  }
}
