import type { AlertLevel } from '../alerts/index.ts'
import type { HostDown } from '../hosts/index.ts'

/**
 * How a host is at one glance, worst first. `down` is a machine that does not answer, `stale` one whose reports stopped
 * for another or an unknown reason, `unknown` one that never reported.
 */
export const FLEET_STATES = ['down', 'critical', 'warning', 'stale', 'unknown', 'maintenance', 'healthy'] as const
export type FleetState = (typeof FLEET_STATES)[number]

export interface StateFacts {
  /** Everything of the host is silenced. */
  readonly maintenance: boolean
  readonly online: boolean
  readonly down: HostDown | null
  /** Epoch ms of its latest report; null before the first. */
  readonly reportedAt: number | null
  /** The worst alert that fires and is not silenced. */
  readonly level: AlertLevel | null
}

export function stateOf({ maintenance, online, down, reportedAt, level }: StateFacts): FleetState {
  if (maintenance) return 'maintenance'
  if (down?.what === 'host') return 'down'
  if (level === 'critical') return 'critical'
  if (!online && reportedAt !== null) return 'stale'
  if (level === 'warning') return 'warning'
  return reportedAt === null ? 'unknown' : 'healthy'
}
