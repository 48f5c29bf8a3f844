export type Language = 'en' | 'fr'

const BYTE_UNITS = { en: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], fr: ['o', 'Kio', 'Mio', 'Gio', 'Tio', 'Pio'] } as const
const DAY = { en: 'd', fr: 'j' } as const

/** Figures and times as a language writes them; times are on the clock of a zone. */
export class Formats {
  readonly #language: Language
  readonly #number: Intl.NumberFormat
  readonly #tenths: Intl.NumberFormat
  readonly #time: Intl.DateTimeFormat

  constructor(language: Language, zone: string) {
    const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
    this.#language = language
    this.#number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
    this.#tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    this.#time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
  }

  number(value: number): string {
    return this.#number.format(value)
  }

  percent(value: number): string {
    return `${this.#tenths.format(value)} %`
  }

  bytes(value: number): string {
    const units = BYTE_UNITS[this.#language]
    const step = Math.min(Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10), units.length - 1)
    return `${this.#number.format(value / 1024 ** step)} ${units[step]}`
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
      [Math.floor(seconds / 86_400), DAY[this.#language]],
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
