import type { WrittenInstance } from '@hyperion/ports/prometheus'
import type { HostStatus } from '../../hosts/index.ts'
import { LACKS } from '../lacks.ts'

/** Prometheus' own default, while nothing is known of an instance. */
const USUAL_INTERVAL_MS = 60_000
const SHORTEST_PATIENCE_MS = 60_000

export function writtenStatus(instance: WrittenInstance, intervalMs: number | null, now: number): HostStatus {
  const { name, inventory, lastSeen } = instance
  const patience = Math.max(SHORTEST_PATIENCE_MS, 3 * (intervalMs ?? USUAL_INTERVAL_MS))
  const online = lastSeen !== null && now - lastSeen < patience
  return {
    name,
    inventory,
    online,
    lastSeen,
    intervalMs: intervalMs ?? USUAL_INTERVAL_MS,
    ownInterval: true,
    troubles: [removed(instance), online ? null : silence(instance)].filter((each) => each !== null),
    lacks: LACKS,
  }
}

function removed({ receiver }: WrittenInstance): string | null {
  return receiver === null ? 'remote write: its receiver was removed, nothing comes any more' : null
}

function silence({ lastSeen, job, instance }: WrittenInstance): string | null {
  return lastSeen === null ? null : `remote write: nothing of job ${job}, instance ${instance} since ${new Date(lastSeen).toISOString()}`
}
