import type { MetricStore } from '@hyperion/ports/metric-store'
import { SPARK_POINTS } from '@hyperion/wire/fleet'

export interface RefillDeps {
  readonly metrics: Pick<MetricStore, 'read'>
  readonly log: (message: string) => void
}

const MINUTE = 60_000

/** Hands over the last hour of every host's CPU, a host at a time: whoever else asks the store does not wait for it. */
export async function refillSparks(
  { metrics, log }: RefillDeps,
  hosts: readonly number[],
  now: number,
  take: (host: number, at: number, percent: number) => void,
  stopped: () => boolean,
): Promise<void> {
  const to = Math.floor(now / MINUTE) * MINUTE
  const range = { from: to - SPARK_POINTS * MINUTE, to, maxPoints: SPARK_POINTS, width: MINUTE }
  try {
    for (const host of hosts) {
      if (stopped()) return
      const { times, columns } = await metrics.read({ host, group: 'cpu', instance: '', metrics: ['cpu.usage'], ...range })
      const { values, present } = columns[0] ?? { values: new Float64Array(), present: new Uint8Array() }
      // The latest first: it says where the hour ends.
      for (let i = times.length - 1; i >= 0; i--) {
        const percent = values[i] as number
        if (present[i] === 1 && Number.isFinite(percent)) take(host, times[i] as number, percent)
      }
    }
  } catch (error) {
    if (!stopped()) log(`fleet: the last hour cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}
