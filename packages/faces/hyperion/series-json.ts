import type { Column, Series } from '@hyperion/ports/metric-store'
import type { MetricSelection } from './selection.ts'

/** A series as JSON text, written straight from its typed arrays: charts ask for many thousand values at a time. */
export function seriesJson({ group, instance }: Pick<MetricSelection, 'group' | 'instance'>, series: Series): string {
  const head = JSON.stringify({ group, instance, bucket: series.bucket, damaged: series.damaged }).slice(0, -1)
  const columns = series.columns.map(columnJson).join(',')
  return `${head},"times":[${series.times.join(',')}],"columns":[${columns}]}`
}

function columnJson(column: Column): string {
  const parts = [`"metric":${JSON.stringify(column.metric)}`, `"values":${valuesJson(column.values, column.present)}`]
  if (column.min) parts.push(`"min":${valuesJson(column.min, column.present)}`)
  if (column.max) parts.push(`"max":${valuesJson(column.max, column.present)}`)
  return `{${parts.join(',')}}`
}

/** JSON knows no NaN and no infinity: they read as null, like a value that is not there. */
function valuesJson(values: Float64Array, present: Uint8Array): string {
  let text = '['
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (i > 0) text += ','
    text += present[i] === 1 && Number.isFinite(value) ? value : 'null'
  }
  return `${text}]`
}
