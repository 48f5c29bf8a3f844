import type { Metric } from '@hyperion/wire/metrics'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { cycleColor } from '../../charts/palette.ts'
import { TimeChart } from '../../charts/time-chart.tsx'
import type { ChartWindow } from '../../charts/window.ts'
import panel from '../hosts/panel.module.css'
import { toggle } from '../hosts/url-state.ts'
import type { Aligned } from './compare-series.ts'
import { formatOf } from './metrics.ts'

interface CompareChartProps {
  readonly metric: Metric
  readonly ids: readonly number[]
  readonly names: readonly string[]
  readonly aligned: Aligned
  readonly window: ChartWindow
  /** Hosts that are left out, in every chart alike. */
  readonly hidden: ReadonlySet<string>
  readonly onHide: (hidden: ReadonlySet<string>) => void
  readonly onZoom: (window: ChartWindow) => void
  readonly onReset: () => void
}

/** One metric, a line a host. */
export function CompareChart({ metric, ids, names, aligned, window, hidden, onHide, onZoom, onReset }: CompareChartProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const name = metric.id.slice(metric.group.length + 1)
  const title = t(`metric.${metric.id}`)
  const series = ids.map((id, i) => ({
    key: String(id),
    label: names[i] as string,
    color: cycleColor(i),
    values: aligned.columns[i]?.[name] ?? aligned.times.map(() => null),
  }))
  const blank = series.every(({ values }) => values.every((value) => value === null))
  return (
    <section className={panel.panel} aria-labelledby={`compare-${metric.id}`}>
      <header className={panel.header}>
        <h2 id={`compare-${metric.id}`} className={panel.title}>
          {title}
        </h2>
      </header>
      <TimeChart
        label={title}
        times={aligned.times}
        series={series}
        isHidden={(key) => hidden.has(key)}
        onToggle={(key) => onHide(toggle(hidden, key))}
        window={window}
        onZoom={onZoom}
        onReset={onReset}
        format={formatOf(metric, formats)}
        binary={metric.unit === 'bytes'}
        top={metric.unit === 'percent' ? 100 : null}
        note={blank ? t('compare.nothing') : null}
      />
    </section>
  )
}
