import type { Run } from '../implementation.ts'

/** Does one thing after the other; where one fails, or the order is cancelled, those before it are undone, the last one first. */
export async function allOrNone<T, R>(
  things: readonly T[],
  run: Pick<Run, 'signal' | 'progress'>,
  work: (thing: T) => Promise<R>,
  undo: (done: R) => Promise<unknown>,
): Promise<readonly R[]> {
  const done: R[] = []
  for (const thing of things) {
    try {
      run.signal.throwIfAborted()
      done.push(await work(thing))
    } catch (error) {
      for (const each of done.toReversed()) await undo(each).catch(() => {})
      throw error
    }
    run.progress(done.length, things.length)
  }
  return done
}
