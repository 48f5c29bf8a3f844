export type Language = 'en' | 'fr'

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** Figures and times as a language writes them; times are on the clock of a zone. */
export class Formats {
  readonly #number: Intl.NumberFormat
  readonly #time: Intl.DateTimeFormat

  constructor(language: Language, zone: string) {
    this.#number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
    this.#time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  }

  number(value: number): string {
    return this.#number.format(value)
  }

  percent(value: number): string {
    return `${this.#number.format(value)} %`
  }

  bytes(value: number): string {
    const step = Math.min(Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10), BYTE_UNITS.length - 1)
    return `${this.#number.format(value / 1024 ** step)} ${BYTE_UNITS[step]}`
  }

  rate(value: number): string {
    return `${this.bytes(value)}/s`
  }

  time(at: number): string {
    return this.#time.format(at)
  }

  /** `2 d 3 h`, `42 min`, `8 s`: the two largest parts. */
  duration(ms: number): string {
    const seconds = Math.round(ms / 1000)
    const parts = [
      [Math.floor(seconds / 86_400), 'd'],
      [Math.floor(seconds / 3600) % 24, 'h'],
      [Math.floor(seconds / 60) % 60, 'min'],
      [seconds % 60, 's'],
    ] as const
    const first = parts.findIndex(([amount]) => amount > 0)
    if (first < 0) return '0 s'
    const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0)
    return shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ')
  }
}
