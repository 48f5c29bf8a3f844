import type { Clock } from '@hyperion/ports/clock'

interface Timer {
  readonly due: number
  readonly task: () => void
}

/** A clock that moves only when told to. */
export class TestClock implements Clock {
  #now: number
  #timers: Timer[] = []

  constructor(start = Date.UTC(2026, 0, 15, 12, 0, 0)) {
    this.#now = start
  }

  /** Timers not yet run nor cancelled. */
  get pending(): number {
    return this.#timers.length
  }

  now(): number {
    return this.#now
  }

  after(ms: number, task: () => void): () => void {
    const timer: Timer = { due: this.#now + Math.max(0, ms), task }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  /**
   * Moves the time on by `ms`, running what falls due in order of its time (in order of its making at the same time),
   * each at its own instant; timers made on the way run too. Between two of them promise reactions get their turn.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      const due = timer
      this.#timers = this.#timers.filter((each) => each !== due)
      this.#now = Math.max(this.#now, due.due)
      due.task()
      await settle()
    }
    this.#now = end
    await settle()
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) if (timer.due <= end && (!first || timer.due < first.due)) first = timer
    return first
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
