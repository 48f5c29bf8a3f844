const BYTES = ['B', 'K', 'M', 'G', 'T', 'P']
const SUFFIXES: Readonly<Record<string, string>> = {
  percent: '%',
  per_second: '/s',
  seconds: 's',
  celsius: '°C',
  hours: 'h',
  minutes: 'min',
}

const isBytes = (unit: string) => unit === 'bytes' || unit === 'bytes_per_second'

/** What stands beside a field for a level; nothing where the unit is typed with the number. */
export function unitSuffix(unit: string): string {
  return SUFFIXES[unit] ?? ''
}

/** A number as typed, with the unit or without it: `85`, `85 %`, `1,5 GiB`, `10 Mo/s`. Null for anything else. */
export function parseAmount(typed: string, unit: string): number | null {
  const [, digits = '', suffix = ''] = /^(-?\d+(?:[.,]\d+)?)\s*(\D*)$/.exec(typed.trim()) ?? []
  const value = digits === '' ? Number.NaN : Number(digits.replace(',', '.'))
  const factor = isBytes(unit) ? bytesFactor(suffix.replace(/\/s$/, '')) : plainFactor(suffix, unit)
  return Number.isFinite(value * factor) ? value * factor : null
}

function plainFactor(suffix: string, unit: string): number {
  return suffix === '' || suffix === unitSuffix(unit) ? 1 : Number.NaN
}

/** `GiB`, `G`, `Gio`, and plain bytes. */
function bytesFactor(suffix: string): number {
  const found = /^([KMGTP])?i?[bo]?$/i.exec(suffix)
  return found ? 1024 ** BYTES.indexOf(found[1]?.toUpperCase() ?? 'B') : Number.NaN
}

/** A level as a field shows it, exact: `85`, `1.5 GiB`. */
export function amountInput(value: number | null, unit: string): string {
  if (value === null) return ''
  if (!isBytes(unit)) return String(value)
  const power = BYTES.findLastIndex((_, i) => i > 0 && Math.abs(value) >= 1024 ** i && Number.isInteger((value / 1024 ** i) * 100))
  return power < 0 ? String(value) : `${value / 1024 ** power} ${BYTES[power]}iB`
}
