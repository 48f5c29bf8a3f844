import type { ProcessSnapshot } from '@hyperion/domain/hosts'

/** What one process used over a while. */
export interface TrackPoint {
  readonly at: number
  /** Milliseconds before `at`. */
  readonly spanMs: number
  /** One core is 100; the mean over the span. */
  readonly cpuPercent: number
  /** The most. */
  readonly memoryBytes: number
  readonly threads: number
}

/** More are put together: no chart shows them. */
const MOST_POINTS = 720
/** The moment of boot, which starts are counted from, moves a little when an agent begins anew. */
const SAME_START_MS = 2000

/** Follows one process through snapshots. */
export class ProcessTrack {
  readonly #pid: number
  readonly #startedAt: number
  readonly #points: TrackPoint[] = []

  constructor(pid: number, startedAt: number) {
    this.#pid = pid
    this.#startedAt = startedAt
  }

  add({ at, spanMs, processes }: ProcessSnapshot): void {
    const found = processes.find(({ pid, startedAt }) => pid === this.#pid && Math.abs(startedAt - this.#startedAt) <= SAME_START_MS)
    if (!found) return
    const { cpuPercent, memoryBytes, threads } = found
    this.#points.push({ at, spanMs, cpuPercent, memoryBytes, threads })
  }

  result(): readonly TrackPoint[] {
    const each = Math.ceil(this.#points.length / MOST_POINTS)
    if (each <= 1) return this.#points
    const parts = Array.from({ length: Math.ceil(this.#points.length / each) }, (_, i) => this.#points.slice(i * each, (i + 1) * each))
    return parts.map(together)
  }
}

function together(points: readonly TrackPoint[]): TrackPoint {
  const spanMs = points.reduce((sum, point) => sum + point.spanMs, 0)
  const used = points.reduce((sum, point) => sum + point.cpuPercent * point.spanMs, 0)
  return {
    at: Math.max(...points.map(({ at }) => at)),
    spanMs,
    cpuPercent: spanMs > 0 ? used / spanMs : 0,
    memoryBytes: Math.max(...points.map(({ memoryBytes }) => memoryBytes)),
    threads: Math.max(...points.map(({ threads }) => threads)),
  }
}
