import type { HostStatus } from '../hosts/index.ts'
import type { CollectorFacts } from './collectors.ts'

/** What a host told of itself; null until it has. */
export function collectorFacts(status: HostStatus | undefined): CollectorFacts | null {
  if (!status?.inventory) return null
  const { info, interfaces, cloud } = status.inventory
  return { info, interfaces, cloud, lastSeen: status.lastSeen, online: status.online }
}
