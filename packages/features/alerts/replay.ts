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

/** After so long others get a turn; the clock is looked at every few steps. */
const TURN_MS = 5
const STEPS = 64
const SUBJECT = { host: 0, instance: '' } as const

interface ReplayOptions {
  /** Takes every value in. */
  readonly points?: ThinnedPoints
  readonly noData?: boolean
}

/** Lets a judge see values one after another, as it would have seen them, and keeps what it would have told. */
export async function replay(
  judge: Judge,
  instance: string,
  steps: Iterable<Step>,
  { points, noData = false }: ReplayOptions,
): Promise<Replayed> {
  const standings = new Standings(() => '')
  const fired: Open[] = []
  let open: Open | null = null
  let notifications = 0
  let taken = 0
  let turn = performance.now()
  for (const { at, value } of steps) {
    if (++taken % STEPS === 0 && performance.now() - turn > TURN_MS) {
      await setImmediate()
      turn = performance.now()
    }
    points?.add({ at, value })
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
export class ThinnedPoints {
  readonly points: Points = { times: [], values: [], min: [], max: [] }
  readonly #from: number
  readonly #width: number
  #slot = -1
  #count = 0

  constructor({ from, to }: { readonly from: number; readonly to: number }, most: number) {
    this.#from = from
    this.#width = Math.max(1, Math.ceil((to - from) / most))
  }

  add({ at, value }: Step): void {
    if (!Number.isFinite(value)) return
    const slot = Math.floor((at - this.#from) / this.#width)
    if (slot === this.#slot) this.#join(value)
    else this.#begin(at, value)
    this.#slot = slot
  }

  #begin(at: number, value: number): void {
    const { times, values, min, max } = this.points
    this.#count = 1
    times.push(at)
    for (const column of [values, min, max]) column.push(value)
  }

  #join(value: number): void {
    const { values, min, max } = this.points
    const last = values.length - 1
    const average = values[last] as number
    this.#count++
    values[last] = average + (value - average) / this.#count
    min[last] = Math.min(min[last] as number, value)
    max[last] = Math.max(max[last] as number, value)
  }
}
