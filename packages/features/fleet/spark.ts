import { SPARK_POINTS, sparkCharacter } from '@hyperion/wire/fleet'

const MINUTE = 60_000
const EMPTY = 255
/** Half a percent a step, so that a byte holds it. */
const STEPS_PER_PERCENT = 2

/** The average of each of the last minutes, a byte each, for as many hosts as there are slots. */
export class Sparks {
  #minutes = new Uint8Array(0)
  #latest = new Float64Array(0)
  #sums = new Float32Array(0)
  #counts = new Uint16Array(0)

  grow(slots: number): void {
    this.#minutes = grown(this.#minutes, new Uint8Array(slots * SPARK_POINTS).fill(EMPTY))
    this.#latest = grown(this.#latest, new Float64Array(slots))
    this.#sums = grown(this.#sums, new Float32Array(slots))
    this.#counts = grown(this.#counts, new Uint16Array(slots))
  }

  clear(slot: number): void {
    this.#minutes.fill(EMPTY, slot * SPARK_POINTS, (slot + 1) * SPARK_POINTS)
    this.#latest[slot] = 0
    this.#sums[slot] = 0
    this.#counts[slot] = 0
  }

  /** Takes a value in; true when it began another minute. Values of earlier minutes are too late. */
  add(slot: number, at: number, percent: number): boolean {
    const minute = Math.floor(at / MINUTE)
    const latest = this.#latest[slot] as number
    if (minute < latest) return false
    if (minute > latest) this.#begin(slot, minute, latest)
    this.#sums[slot] = (this.#sums[slot] as number) + percent
    this.#counts[slot] = (this.#counts[slot] as number) + 1
    this.#minutes[this.#index(slot, minute)] = byteOf((this.#sums[slot] as number) / (this.#counts[slot] as number))
    return minute > latest
  }

  /** Puts an average of an earlier time where nothing is known yet. */
  fill(slot: number, at: number, percent: number): void {
    const minute = Math.floor(at / MINUTE)
    const latest = this.#latest[slot] as number
    if (latest === 0) this.#latest[slot] = minute
    if (latest !== 0 && (minute > latest || minute <= latest - SPARK_POINTS)) return
    const index = this.#index(slot, minute)
    if (this.#minutes[index] === EMPTY) this.#minutes[index] = byteOf(percent)
  }

  /** Oldest first, up to the latest minute with a value. */
  text(slot: number): string {
    const latest = this.#latest[slot] as number
    let text = ''
    for (let minute = latest - SPARK_POINTS + 1; minute <= latest; minute++) {
      const byte = latest === 0 ? EMPTY : (this.#minutes[this.#index(slot, minute)] as number)
      text += sparkCharacter(byte === EMPTY ? null : byte / STEPS_PER_PERCENT)
    }
    return text
  }

  #begin(slot: number, minute: number, latest: number): void {
    const first = Math.max(latest + 1, minute - SPARK_POINTS + 1)
    for (let each = first; each <= minute; each++) this.#minutes[this.#index(slot, each)] = EMPTY
    this.#latest[slot] = minute
    this.#sums[slot] = 0
    this.#counts[slot] = 0
  }

  #index(slot: number, minute: number): number {
    return slot * SPARK_POINTS + (((minute % SPARK_POINTS) + SPARK_POINTS) % SPARK_POINTS)
  }
}

function byteOf(percent: number): number {
  return Math.round(Math.min(100, Math.max(0, percent)) * STEPS_PER_PERCENT)
}

export function grown<T extends { set(from: T): void; readonly length: number }>(before: T, after: T): T {
  after.set(before)
  return after
}
