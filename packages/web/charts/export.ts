import type { DrawnSeries } from './options.ts'
import { type ChartScheme, PALETTE } from './palette.ts'

export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** The chart as a picture that stands alone: its title, its colours named, on the panel's own ground. */
export async function pngOf(chart: HTMLCanvasElement, title: string, series: readonly DrawnSeries[]): Promise<Blob> {
  const ratio = window.devicePixelRatio || 1
  const style = getComputedStyle(document.documentElement)
  const scheme: ChartScheme = document.documentElement.dataset.mantineColorScheme === 'dark' ? 'dark' : 'light'
  const head = 36 * ratio
  const foot = 32 * ratio
  const canvas = document.createElement('canvas')
  canvas.width = chart.width
  canvas.height = chart.height + head + foot
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('this browser draws no pictures')
  ctx.fillStyle = style.getPropertyValue('--surface')
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  ctx.drawImage(chart, 0, head)
  ctx.fillStyle = style.getPropertyValue('--text')
  ctx.font = `600 ${14 * ratio}px 'Inter Variable', sans-serif`
  ctx.fillText(title, 12 * ratio, 24 * ratio)
  ctx.font = `${12 * ratio}px 'Inter Variable', sans-serif`
  let x = 12 * ratio
  for (const each of series) {
    ctx.fillStyle = PALETTE[scheme][each.color]
    ctx.fillRect(x, head + chart.height + 9 * ratio, 10 * ratio, 10 * ratio)
    ctx.fillStyle = style.getPropertyValue('--text')
    ctx.fillText(each.label, x + 16 * ratio, head + chart.height + 18 * ratio)
    x += 32 * ratio + ctx.measureText(each.label).width
  }
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png')
  })
}
