import { findMetric, type GroupId } from '@hyperion/wire/metrics'
import { useTranslation } from 'react-i18next'
import type { Frame, Values } from '../../charts/frame.ts'
import type { DrawnSeries } from '../../charts/options.ts'
import type { SeriesColor } from '../../charts/palette.ts'
import { ratesOf } from '../../live/rates.ts'

export type ColumnColor = readonly [name: string, color: SeriesColor]

/** Columns of a group as series to draw, labelled in the reader's language; counters become amounts per second. */
export function useSeriesOf(group: GroupId): (...columns: readonly ColumnColor[]) => (frame: Frame) => DrawnSeries[] {
  const { t } = useTranslation()
  return (...columns) =>
    (frame) =>
      columns.map(([name, color]) => {
        const values: Values = frame.columns[name] ?? frame.times.map(() => null)
        const counter = findMetric(`${group}.${name}`)?.kind === 'counter'
        return {
          key: name,
          label: t(`metric.${group}.${name}`),
          color,
          values: counter ? ratesOf(frame.times, values) : values,
          min: counter ? undefined : frame.min[name],
          max: counter ? undefined : frame.max[name],
        }
      })
}
