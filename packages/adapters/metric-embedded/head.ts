import { type GroupId, metricsOf } from '@hyperion/domain/metrics'
import type { Rows } from './codec/block.ts'

const FIRST_CAPACITY = 16

/** The open block of one series: rows that are in the journal and not yet in a sealed block. */
export class Head {
  /** Journal sequence of the oldest row; meaningless while empty. */
  firstSequence = 0
  length = 0
  /** Cells that hold a value. */
  values = 0
  #sorted = true
  /** The times, while they are out of order. */
  #known: Set<number> | null = null
  #times = new Float64Array(FIRST_CAPACITY)
  #masks = new Uint32Array(FIRST_CAPACITY)
  readonly #columns: Float64Array[]

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => new Float64Array(FIRST_CAPACITY))
  }

  get firstTime(): number {
    this.#sort()
    return this.#times[0] as number
  }

  get lastTime(): number {
    this.#sort()
    return this.#times[this.length - 1] as number
  }

  /** Adds a row; its time must be new. */
  add(time: number, values: readonly (number | null)[], sequence: number): void {
    if (this.length === 0) this.firstSequence = sequence
    else if (this.#sorted && time < (this.#times[this.length - 1] as number)) {
      this.#sorted = false
      this.#known = new Set(this.#times.subarray(0, this.length))
    }
    this.#known?.add(time)
    if (this.length === this.#times.length) this.#grow()
    const row = this.length++
    this.#times[row] = time
    let mask = 0
    for (let column = 0; column < this.#columns.length; column++) {
      const value = values[column]
      if (value === null || value === undefined) continue
      mask |= 1 << column
      this.values++
      ;(this.#columns[column] as Float64Array)[row] = value
    }
    this.#masks[row] = mask
  }

  has(time: number): boolean {
    if (this.#known) return this.#known.has(time)
    if (this.length === 0 || time > (this.#times[this.length - 1] as number)) return false
    const row = this.#lowerBound(time)
    return row < this.length && this.#times[row] === time
  }

  /** A copy of the rows of a range, in order of time. */
  rows(from: number, to: number): Rows {
    this.#sort()
    const start = this.#lowerBound(from)
    const end = Math.max(start, this.#lowerBound(to))
    const columns = this.#columns.map((column, index) => {
      const present = new Uint8Array(end - start)
      for (let i = 0; i < present.length; i++) present[i] = ((this.#masks[start + i] as number) >>> index) & 1
      return { values: column.slice(start, end), present }
    })
    return { times: this.#times.slice(start, end), columns }
  }

  clear(): void {
    this.length = 0
    this.values = 0
    this.#sorted = true
    this.#known = null
    if (this.#times.length <= FIRST_CAPACITY) return
    // Give the memory back: the next block may be long in coming.
    this.#resize(FIRST_CAPACITY)
  }

  #grow(): void {
    this.#resize(this.#times.length * 2)
  }

  #resize(capacity: number): void {
    this.#times = resized(this.#times, new Float64Array(capacity))
    this.#masks = resized(this.#masks, new Uint32Array(capacity))
    this.#columns.forEach((column, i) => {
      this.#columns[i] = resized(column, new Float64Array(capacity))
    })
  }

  #lowerBound(time: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#times[middle] as number) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  #sort(): void {
    if (this.#sorted) return
    const order = Uint32Array.from({ length: this.length }, (_, i) => i).sort(
      (a, b) => (this.#times[a] as number) - (this.#times[b] as number),
    )
    permute(this.#times, order)
    permute(this.#masks, order)
    for (const column of this.#columns) permute(column, order)
    this.#sorted = true
    this.#known = null
  }
}

export function columnCount(group: GroupId | null): number {
  return group === null ? 0 : metricsOf(group).length
}

function resized<T extends Float64Array | Uint32Array>(old: T, grown: T): T {
  grown.set(old.subarray(0, Math.min(old.length, grown.length)))
  return grown
}

function permute(array: Float64Array | Uint32Array, order: Uint32Array): void {
  const copy = array.slice(0, order.length)
  for (let i = 0; i < order.length; i++) array[i] = copy[order[i] as number] as number
}
