import { type Clock, every } from '@hyperion/ports/clock'
import type { MetricStore, Retention } from '@hyperion/ports/metric-store'

export interface MaintenanceDeps {
  readonly store: Pick<MetricStore, 'maintain'>
  readonly clock: Clock
  readonly retention: Retention
  readonly log: (message: string) => void
}

const INTERVAL_MS = 10 * 60_000

/** Lets the metric store seal, coarsen and drop every ten minutes; the answer stops it after the run under way. */
export function maintainMetrics({ store, clock, retention, log }: MaintenanceDeps): () => Promise<void> {
  let underWay: Promise<void> | null = null
  const run = (): void => {
    underWay ??= store
      .maintain(clock.now(), retention)
      .catch((error: unknown) =>
        log(`metric storage: upkeep failed, next try in ten minutes: ${error instanceof Error ? error.message : error}`),
      )
      .finally(() => {
        underWay = null
      })
  }
  const stop = every(clock, INTERVAL_MS, run)
  return async () => {
    stop()
    await underWay
  }
}
