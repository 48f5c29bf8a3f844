/** Time, so that tests can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs `task` once after `ms`; the answer cancels it. A pending timer does not keep the process alive. */
  after(ms: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Runs `task` at every whole multiple of `ms` of the clock; the answer stops it. A late run is not made up for. */
export function every(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = (): void => {}
  const schedule = (): void => {
    cancel = clock.after(ms - (clock.now() % ms), () => {
      schedule()
      task()
    })
  }
  schedule()
  return () => cancel()
}
