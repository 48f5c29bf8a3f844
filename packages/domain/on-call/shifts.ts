import type { Override, Roster } from './schedule.ts'
import { overlaid, type Span, uncovered } from './spans.ts'
import { type Turn, turnsOf } from './turns.ts'
import { WallClock } from './wall-clock.ts'

/** Somebody is on call, for one and the same reason. */
export interface Shift extends Span {
  /** Ids. */
  readonly users: readonly number[]
  /** Number of the layer that says so, from 0; null for an override. */
  readonly layer: number | null
  /** Id of the override that says so. */
  readonly override: number | null
}

export interface Shifts {
  /** In order, without overlap. */
  readonly shifts: readonly Shift[]
  /** When nobody is on call; with the shifts they make up the range. */
  readonly gaps: readonly Span[]
  /** What each layer alone says, overruled or not. */
  readonly layers: readonly (readonly Shift[])[]
}

/** Who is on call within a range. */
export function shiftsBetween(roster: Roster, from: number, to: number): Shifts {
  const range = { from, to }
  const clock = new WallClock(roster.zone)
  const layers = roster.layers.map((layer, i) => joined(turnsOf(layer, clock, range).map((turn) => ofLayer(turn, i))))
  const planned = layers.reduce<Shift[]>((below, layer) => overlaid(layer, below), [])
  const agreed = roster.overrides.flatMap((override) => ofOverride(override, range))
  const shifts = joined(agreed.reduce((below, override) => overlaid([override], below), planned))
  return { shifts, gaps: uncovered(shifts, range), layers }
}

/** Who is on call at an instant, and since and until when without a break, whatever the reason. */
export interface Watch {
  /** Ids; none when nobody is. */
  readonly users: readonly number[]
  /** Epoch ms; null when that is further away than was looked. */
  readonly since: number | null
  readonly until: number | null
  /** Who comes then; none for nobody, or when that is not known. */
  readonly next: readonly number[]
}

const DAY = 86_400_000
/** How far to look for a hand-off: most are near, and far ones are dear. */
const REACHES = [2 * DAY, 16 * DAY, 100 * DAY]

/** Who is on call at an instant; `back` is how far to look for its beginning. */
export function watchAt(roster: Roster, at: number, back: number = 0): Watch {
  let watch: Watch | undefined
  for (const reach of REACHES) {
    watch = watchWithin(roster, at, { from: at - Math.min(back, reach), to: at + reach })
    if (watch.until !== null && (watch.since !== null || back <= reach)) break
  }
  return watch as Watch
}

function watchWithin(roster: Roster, at: number, range: Span): Watch {
  const { shifts, gaps } = shiftsBetween(roster, range.from, range.to)
  const nobody = gaps.map((gap): Shift => ({ ...gap, users: [], layer: null, override: null }))
  const all = [...shifts, ...nobody].sort((a, b) => a.from - b.from)
  const now = all.findIndex(({ to }) => to > at)
  const { users } = all[now] as Shift
  const before = all.findLastIndex((shift, i) => i < now && !sameUsers(shift.users, users))
  const after = all.findIndex((shift, i) => i > now && !sameUsers(shift.users, users))
  return {
    users,
    since: before === -1 ? null : (all[before] as Shift).to,
    until: after === -1 ? null : (all[after] as Shift).from,
    next: all[after]?.users ?? [],
  }
}

export function sameUsers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((user, i) => user === b[i])
}

function ofLayer({ user, ...span }: Turn, layer: number): Shift {
  return { ...span, users: [user], layer, override: null }
}

function ofOverride({ id, user, from, to }: Override, range: Span): Shift[] {
  const span = { from: Math.max(from, range.from), to: Math.min(to, range.to) }
  return span.from < span.to ? [{ ...span, users: [user], layer: null, override: id }] : []
}

/** One after another for the same reason is one. */
function joined(shifts: readonly Shift[]): Shift[] {
  const result: Shift[] = []
  for (const shift of shifts) {
    const last = result.at(-1)
    const goesOn = last && last.to === shift.from && last.layer === shift.layer && last.override === shift.override
    if (goesOn && sameUsers(last.users, shift.users)) result[result.length - 1] = { ...last, to: shift.to }
    else result.push(shift)
  }
  return result
}
