import { DEFAULT_THRESHOLDS } from '@hyperion/wire/thresholds'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import type { Frame } from '../../charts/frame.ts'
import type { DrawnSeries } from '../../charts/options.ts'
import type { SeriesColor } from '../../charts/palette.ts'
import { ChartPanel } from './chart-panel.tsx'
import styles from './host-page.module.css'

/** Series of one group by column name, labelled from the catalog's translations. */
export function useSeriesOf(group: string) {
  const { t } = useTranslation()
  return (columns: readonly (readonly [name: string, color: SeriesColor])[]) =>
    (frame: Frame): DrawnSeries[] =>
      columns.map(([name, color]) => ({
        key: name,
        label: t(`metric.${group}.${name}`),
        color,
        values: frame.columns[name] ?? frame.times.map(() => null),
        min: frame.min[name],
        max: frame.max[name],
      }))
}

export function ChartSections({ host }: { host: number }) {
  return (
    <div className={styles.sections} data-host={host}>
      <CpuPanel />
    </div>
  )
}

function CpuPanel() {
  const { t } = useTranslation()
  const formats = useFormats()
  const series = useSeriesOf('cpu')
  return (
    <ChartPanel
      id="cpu"
      title={t('section.cpu')}
      note={t('section.cpuNote')}
      group="cpu"
      series={series([
        ['user', 'blue'],
        ['system', 'violet'],
        ['iowait', 'sand'],
        ['softirq', 'pink'],
        ['irq', 'slate'],
        ['steal', 'teal'],
      ])}
      format={formats.percent}
      top={() => 100}
      stacked
      bands={DEFAULT_THRESHOLDS.cpu}
    />
  )
}
