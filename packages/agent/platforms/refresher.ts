/** A slow source of figures that is renewed off the sampling path. */
export interface Chore {
  readonly name: string
  /** Milliseconds from one start to the next; 0 when the chore itself knows when it is due. */
  readonly everyMs: number
  run(): Promise<void> | void
}

/** Ticks come about once a second: a chore due within half of one is run now rather than a whole tick late. */
const EARLY_MS = 500

/** Runs chores when they are due, each alone: one that hangs is not started again and holds up no other. */
export function createRefresher(chores: readonly Chore[], log: (message: string) => void): (now: number) => Promise<void> {
  const startedAt = new Map<Chore, number>()
  const running = new Set<Chore>()
  const failing = new Set<Chore>()

  const run = async (chore: Chore): Promise<void> => {
    running.add(chore)
    try {
      await chore.run()
      failing.delete(chore)
    } catch (error) {
      if (!failing.has(chore)) log(`${chore.name} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      failing.add(chore)
    } finally {
      running.delete(chore)
    }
  }

  return async (now) => {
    const due = chores.filter((chore) => {
      const last = startedAt.get(chore) ?? Number.NEGATIVE_INFINITY
      return !running.has(chore) && now - last >= chore.everyMs - EARLY_MS
    })
    for (const chore of due) startedAt.set(chore, now)
    await Promise.all(due.map(run))
  }
}
