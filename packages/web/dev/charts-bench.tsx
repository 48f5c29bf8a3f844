import { metricsOf } from '@hyperion/wire/metrics'
import { MantineProvider } from '@mantine/core'
import i18next from 'i18next'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { EMPTY_FRAME, type Frame, frameOfRing, mergeFrames } from '../charts/frame.ts'
import { cycleColor } from '../charts/palette.ts'
import { TimeChart } from '../charts/time-chart.tsx'
import { SeriesRing } from '../live/ring.ts'

const HOUR = 3_600_000
const START = 1_700_000_000_000
const COLUMNS = metricsOf('cpu').map((metric) => metric.id.slice('cpu.'.length))

const value = (second: number, column: number) => 6 + 5 * Math.sin(second / (40 + column * 17)) + ((second * (column + 7)) % 13) / 13

const ring = new SeriesRing(COLUMNS.length, HOUR / 1_000)
let second = 0
const pushSecond = () => {
  ring.push(
    START + second * 1_000,
    COLUMNS.map((_, column) => value(second, column)),
  )
  second++
}
while (second < HOUR / 1_000) pushSecond()

const history: Frame = EMPTY_FRAME
const ignore = () => undefined

function Chart({ stacked }: { stacked: boolean }) {
  const to = ring.lastTime
  const frame = mergeFrames(history, frameOfRing(ring, 'cpu', to - HOUR))
  return (
    <MantineProvider>
      <TimeChart
        label="bench"
        times={frame.times}
        series={COLUMNS.map((name, i) => ({ key: name, label: name, color: cycleColor(i), values: frame.columns[name] ?? [] }))}
        isHidden={() => false}
        onToggle={ignore}
        window={{ from: to - HOUR, to }}
        onZoom={ignore}
        onReset={ignore}
        format={(figure) => (figure === null ? '–' : figure.toFixed(1))}
        stacked={stacked}
        top={stacked ? 100 : null}
      />
    </MantineProvider>
  )
}

await i18next.use(initReactI18next).init({ lng: 'en', resources: {} })
const root = createRoot(document.getElementById('root') as HTMLElement)

/** Milliseconds from a new live row to its pixels, once per round: rows, stacking, React, drawing and rasterising. */
async function measure(stacked: boolean, rounds: number): Promise<number[]> {
  const took: number[] = []
  for (let round = 0; round < rounds; round++) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    pushSecond()
    const before = performance.now()
    flushSync(() => root.render(<Chart key={String(stacked)} stacked={stacked} />))
    await Promise.resolve()
    document.querySelector('canvas')?.getContext('2d')?.getImageData(0, 0, 1, 1)
    took.push(performance.now() - before)
  }
  return took
}

Object.assign(globalThis, { measure })
