/** Lets so many through at once, and so many a minute from then on. */
export class Allowance {
  readonly #burst: number
  readonly #perMinute: number
  readonly #monotonic: () => number
  #left: number
  #at: number

  /** `monotonic` in milliseconds, of a clock that never steps. */
  constructor(burst: number, perMinute: number, monotonic: () => number) {
    this.#burst = burst
    this.#perMinute = perMinute
    this.#monotonic = monotonic
    this.#left = burst
    this.#at = monotonic()
  }

  take(): boolean {
    const now = this.#monotonic()
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 60_000) * this.#perMinute)
    this.#at = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
