const GOLDEN = 0.618034
const STEP_MS = 100

/** The next instant, after `now`, at which a host is to be sampled: the hosts of one interval are spread over it evenly. */
export function nextDue(host: number, intervalMs: number, now: number): number {
  const phase = Math.floor((((host * GOLDEN) % 1) * intervalMs) / STEP_MS) * STEP_MS
  return Math.floor((now - phase) / intervalMs) * intervalMs + intervalMs + phase
}
