/** Time as the live feed sees it; tests give one they can turn. */
export interface LiveClock {
  now(): number
  after(ms: number, run: () => void): () => void
}

export const browserClock: LiveClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const id = setTimeout(run, ms)
    return () => clearTimeout(id)
  },
}
