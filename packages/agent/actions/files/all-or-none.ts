import { ActionError } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import { shownPath } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'

/** How long what is under way may take once the order is to end, and each thing that is put back; then it is given up. */
const STEP_MS = 10_000
/** Of each list of names in a message, in characters. */
const NAMES = 350

export interface Steps<T, R> {
  /** Rejects with `away` where nobody knows whether it was done, and nothing more can be. */
  work(thing: T): Promise<R>
  /** `back` has a signal of its own, since the order's may be what stopped the work: it is given up. */
  undo(done: R, back: Back): Promise<unknown>
  /** The path of something that was done. */
  pathOf(done: R): string
  nameOf(thing: T): string
  /** What comes before the paths of what was not undone, and before the names of what may have been done. */
  readonly words: { readonly left: string; readonly unsure: string }
}

/** What putting one thing back is bounded by: it may take long as long as it tells progress. */
export type Back = Pick<Run, 'signal' | 'progress'>

interface Bounds {
  readonly run: Back & Pick<Run, 'putsBack'>
  readonly clock: Clock
}

/**
 * Does one thing after the other; where one fails, or the order is cancelled, those before it are undone, the last one first. What is under
 * way then is not broken off, so that it is known what came of it. The failure says what could not be undone.
 */
export async function allOrNone<T, R>(things: readonly T[], bounds: Bounds, steps: Steps<T, R>): Promise<readonly R[]> {
  const { run, clock } = bounds
  const { signal } = run
  const done: R[] = []
  run.putsBack()
  for (const thing of things) {
    try {
      signal.throwIfAborted()
      done.push(await withinStep(() => steps.work(thing), signal, clock))
    } catch (error) {
      const unknown = error instanceof GivenUp || (isAway(error) && error !== signal.reason)
      const left = await undoAll(done, isAway(error) && unknown, bounds, steps)
      if (unknown) left.unsure.unshift(steps.nameOf(thing))
      throw inWords(error instanceof GivenUp ? signal.reason : error, left, steps.words, signal.aborted && done.length > 0)
    }
    run.progress(done.length, things.length)
  }
  return done
}

interface Left {
  /** Paths of what was not undone. */
  readonly left: string[]
  /** Of which nobody knows. */
  readonly unsure: string[]
}

/** `lost`: nothing can be done any more. */
async function undoAll<T, R>(done: readonly R[], lost: boolean, { run, clock }: Bounds, steps: Steps<T, R>): Promise<Left> {
  const all: Left = { left: [], unsure: [] }
  let over = lost
  for (const [undone, each] of done.toReversed().entries()) {
    const path = steps.pathOf(each)
    if (over) {
      all.left.push(path)
      continue
    }
    run.progress(done.length - undone, done.length)
    const giveUp = new AbortController()
    const putBack = (alive: () => void): Promise<unknown> => {
      const progress = (so: number, far: number | null): void => {
        alive()
        run.progress(so, far)
      }
      return steps.undo(each, { signal: giveUp.signal, progress })
    }
    try {
      await withinStep(putBack, AbortSignal.abort(), clock)
    } catch (error) {
      giveUp.abort(error)
      over = error instanceof GivenUp || isAway(error)
      all[over ? 'unsure' : 'left'].push(path)
    }
  }
  return all
}

class GivenUp extends Error {}

/** Waits for something for as long as it takes, and no longer than a step may once the signal aborts. */
async function withinStep<R>(work: (alive: () => void) => Promise<R>, signal: AbortSignal, clock: Clock): Promise<R> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  let off = (): void => {}
  const begin = (): void => {
    off()
    off = clock.after(STEP_MS, () => reject(new GivenUp()))
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  try {
    return await Promise.race([work(() => signal.aborted && begin()), late])
  } finally {
    signal.removeEventListener('abort', begin)
    off()
  }
}

function isAway(error: unknown): boolean {
  return error instanceof ActionError && error.failure === 'away'
}

function inWords(error: unknown, { left, unsure }: Left, words: Steps<never, never>['words'], cancelled: boolean): unknown {
  const parts = [
    ...(left.length > 0 ? [`${words.left}: ${listed(left)}`] : []),
    ...(unsure.length > 0 ? [`${words.unsure}: ${listed(unsure)}`] : []),
  ]
  if (parts.length === 0 && cancelled) parts.push('what was done before is undone')
  if (parts.length === 0) return error
  const { failure, message } = error instanceof ActionError ? error : { failure: 'failed' as const, message: String(error) }
  return new ActionError(failure, [message.slice(0, 200).toWellFormed(), ...parts].join('; '))
}

/** As many as there is room for; how many more there are. */
function listed(paths: readonly string[]): string {
  const shown: string[] = []
  let room = NAMES
  for (const path of paths.map(shownPath)) {
    room -= path.length
    if (room < 0 && shown.length > 0) break
    shown.push(path.slice(0, NAMES).toWellFormed())
  }
  const more = paths.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** Something in the trash, and where it was. */
export interface Taken {
  readonly id: string
  readonly path: string
}

/** Of deletions to the trash. */
export function deleting(work: (path: string) => Promise<Taken>, restore: (id: string) => Promise<unknown>): Steps<string, Taken> {
  const words = { left: 'left in the trash', unsure: 'perhaps in the trash' }
  return { work, undo: ({ id }) => restore(id), pathOf: ({ path }) => path, nameOf: (path) => path, words }
}
