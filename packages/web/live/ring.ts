/** The newest rows of one series in typed arrays; `null` is kept as NaN. Grows by doubling up to its capacity. */
export class SeriesRing {
  readonly width: number
  readonly #capacity: number
  #times: Float64Array
  #columns: Float64Array[]
  #start = 0
  #length = 0

  constructor(width: number, capacity = 3_600) {
    this.width = width
    this.#capacity = capacity
    const initial = Math.min(64, capacity)
    this.#times = new Float64Array(initial)
    this.#columns = Array.from({ length: width }, () => new Float64Array(initial))
  }

  get length(): number {
    return this.#length
  }

  get lastTime(): number {
    return this.#length === 0 ? Number.NEGATIVE_INFINITY : (this.#times[this.#slot(this.#length - 1)] as number)
  }

  /** A row not newer than the last is left out. */
  push(at: number, values: readonly (number | null)[]): void {
    if (at <= this.lastTime) return
    if (this.#length === this.#times.length && this.#length < this.#capacity) this.#grow()
    const slot = this.#slot(this.#length)
    if (this.#length === this.#times.length) this.#start = this.#slot(1)
    else this.#length++
    this.#times[slot] = at
    this.#columns.forEach((column, i) => {
      column[slot] = values[i] ?? Number.NaN
    })
  }

  time(index: number): number {
    return this.#times[this.#slot(index)] as number
  }

  value(index: number, column: number): number | null {
    const value = this.#columns[column]?.[this.#slot(index)]
    return value === undefined || Number.isNaN(value) ? null : value
  }

  /** Index of the first row at or after `at`. */
  indexFrom(at: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.time(middle) < at) low = middle + 1
      else high = middle
    }
    return low
  }

  #slot(index: number): number {
    return (this.#start + index) % this.#times.length
  }

  #grow(): void {
    const size = Math.min(this.#capacity, this.#times.length * 2)
    const copy = (from: Float64Array) => {
      const to = new Float64Array(size)
      to.set(from)
      return to
    }
    this.#times = copy(this.#times)
    this.#columns = this.#columns.map(copy)
  }
}
