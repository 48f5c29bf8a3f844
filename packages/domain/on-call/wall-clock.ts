import { instantOf, wallTime } from '../time/index.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/**
 * Wall times of a zone, as ms of what the clock shows as if it were UTC. A calendar of months asks for thousands of
 * them, and formatting dates is slow: the offset of a day is looked up once, and exactly only near a change of clocks.
 */
export class WallClock {
  readonly #zone: string
  readonly #offsets = new Map<number, number>()

  constructor(zone: string) {
    this.#zone = zone
  }

  /** The instant of a wall time, as {@link instantOf} has it. */
  instant(wall: number): number {
    const day = Math.floor(wall / DAY)
    const [before, after] = [this.#offset(day - 1), this.#offset(day + 2)]
    // Clocks that are changed and changed back within three days are no zone's.
    if (before === after) return wall - before
    const date = new Date(wall)
    const minute = Math.floor((wall - day * DAY) / MINUTE)
    return instantOf({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), minute }, this.#zone)
  }

  /** The wall time of an instant, in whole minutes. */
  wall(at: number): number {
    const { year, month, day, minute } = wallTime(at, this.#zone)
    return Date.UTC(year, month - 1, day) + minute * MINUTE
  }

  #offset(day: number): number {
    const known = this.#offsets.get(day)
    if (known !== undefined) return known
    const offset = this.wall(day * DAY) - day * DAY
    this.#offsets.set(day, offset)
    return offset
  }
}
