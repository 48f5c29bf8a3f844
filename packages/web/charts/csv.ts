import type { DrawnSeries } from './options.ts'

/** A cell that a spreadsheet would run as a formula is defused; one with a separator is quoted. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as drawn: a time, then one column a series; an unknown value is an empty cell and gaps have no row. */
export function toCsv(times: readonly number[], series: readonly DrawnSeries[]): string {
  const head = ['time', ...series.map((each) => each.label)].map(cell).join(',')
  const rows = times.flatMap((at, i) => {
    const values = series.map((each) => each.values[i] ?? null)
    if (values.every((value) => value === null)) return []
    return [[new Date(at).toISOString(), ...values.map((value) => (value === null ? '' : String(value)))].map(cell).join(',')]
  })
  return `${[head, ...rows].join('\r\n')}\r\n`
}
