import { setImmediate } from 'node:timers/promises'
import type { AlertLevel } from '@hyperion/domain/alerts'
import type { Judge } from './judges.ts'
import { Standings } from './standings.ts'
import type { Step } from './trial-steps.ts'

/** A time during which a rule would have fired. */
export interface Fired {
  readonly from: number
  /** Null while it still does. */
  readonly to: number | null
  readonly level: AlertLevel
  /** The worst value meanwhile; null where there is nothing to measure. */
  readonly peak: number | null
  readonly flapping: boolean
  /** It is about missing values. */
  readonly noData: boolean
}

export interface Points {
  readonly times: number[]
  readonly values: number[]
  readonly min: number[]
  readonly max: number[]
}

export interface Replayed {
  readonly fired: readonly Fired[]
  readonly notifications: number
}

type Open = { -readonly [Key in keyof Fired]: Fired[Key] }

/** Steps taken before others get a turn. */
const CHUNK = 2_000
const SUBJECT = { host: 0, instance: '' } as const

/** Lets a judge see values one after another, as it would have seen them, and keeps what it would have told. */
export async function replay(judge: Judge, instance: string, steps: Iterable<Step>, noData = false): Promise<Replayed> {
  const standings = new Standings(() => '')
  const fired: Open[] = []
  let open: Open | null = null
  let notifications = 0
  let taken = 0
  for (const { at, value } of steps) {
    if (++taken % CHUNK === 0) await setImmediate()
    const news = judge.acts(at)
      ? standings.judge(judge, SUBJECT.host, instance, value, at)
      : standings.abandon({ ...SUBJECT, rule: judge.key, instance }, at, '', judge)
    const event = news?.event
    if (event) notifications++
    if (event?.kind === 'fired') {
      open = { from: at, to: null, level: event.level, peak: null, flapping: event.flapping ?? false, noData }
      fired.push(open)
    }
    if (!open) continue
    if (event) open.level = event.level
    if (event?.kind === 'resolved') {
      open.to = at
      open = null
    } else if (Number.isFinite(value) && judge.unit !== 'none') open.peak = worse(judge, open.peak, value)
  }
  return { fired, notifications }
}

function worse({ sign }: Judge, known: number | null, value: number): number {
  return known === null || sign * value > sign * known ? value : known
}

/** Values in so many steps of equal width, with the lowest and highest of each; what is not finite is left out. */
export function thinned(steps: Iterable<Step>, from: number, to: number, most: number): Points {
  const points: Points = { times: [], values: [], min: [], max: [] }
  const width = Math.max(1, Math.ceil((to - from) / most))
  let slot = -1
  let count = 0
  for (const { at, value } of steps) {
    if (!Number.isFinite(value)) continue
    const mine = Math.floor((at - from) / width)
    const last = points.times.length - 1
    if (mine !== slot) {
      slot = mine
      count = 1
      points.times.push(at)
      for (const column of [points.values, points.min, points.max]) column.push(value)
      continue
    }
    count++
    points.values[last] = (points.values[last] as number) + (value - (points.values[last] as number)) / count
    points.min[last] = Math.min(points.min[last] as number, value)
    points.max[last] = Math.max(points.max[last] as number, value)
  }
  return points
}
