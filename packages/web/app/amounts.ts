import { type Formats, UNKNOWN } from './format.ts'

/** A value of an alert or a level of a rule with its unit, by the unit's name in the API. */
export function amountText(formats: Formats, value: number | null, unit: string): string {
  if (value === null) return UNKNOWN
  switch (unit) {
    case 'percent':
      return formats.percent(value)
    case 'bytes':
      return formats.bytes(value)
    case 'bytes_per_second':
      return formats.rate(value)
    case 'per_second':
      return formats.perSecond(value)
    case 'celsius':
      return formats.celsius(value)
    case 'seconds':
      return formats.duration(value * 1_000)
    case 'hours':
      return formats.duration(value * 3_600_000)
    case 'minutes':
      return formats.duration(value * 60_000)
    case 'load':
      return formats.load(value)
    default:
      return formats.number(value, Number.isInteger(value) ? 0 : 1)
  }
}
