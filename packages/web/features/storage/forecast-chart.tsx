import type { StorageForecast } from '@hyperion/wire/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import type { ChartWindow } from '../../charts/window.ts'

interface ForecastChartProps {
  readonly forecast: StorageForecast
  /** Bytes that are available to the history. */
  readonly room?: number | null
}

/** How large the history will be; a band where the volume is full. */
export function ForecastChart({ forecast: { points }, room = null }: ForecastChartProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [zoom, setZoom] = useState<ChartWindow | null>(null)
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1]
  const highest = Math.max(0, ...points.map(({ bytes }) => bytes))
  const near = room !== null && room < highest * 1.5 ? room : null
  return (
    <TimeChart
      label={t('storage.forecast')}
      times={points.map(({ at }) => at)}
      series={[{ key: 'bytes', label: t('storage.history'), color: 'blue', values: points.map(({ bytes }) => bytes) }]}
      isHidden={() => false}
      onToggle={() => setZoom(null)}
      window={zoom ?? { from: first, to: last }}
      onZoom={({ from, to }) => setZoom({ from: Math.max(first, from), to: Math.min(last, to) })}
      onReset={() => setZoom(null)}
      format={formats.bytes}
      top={Math.max(highest, near ?? 0) * 1.1}
      binary
      bands={near === null ? null : { warning: null, critical: near, below: false }}
    />
  )
}
