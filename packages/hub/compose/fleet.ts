import type { Report } from '@hyperion/domain/metrics'
import { Agents, agentSource, Enrolments, hubIdentity } from '@hyperion/features/agents'
import type { HostSource } from '@hyperion/features/hosts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Config } from '../config.ts'
import type { Storage } from './storage.ts'

interface FleetDeps {
  readonly config: Config
  readonly storage: Storage
  /** The hub's own key, from which its agents know it. */
  readonly key: Uint8Array
  /** Told of every report of another host. */
  readonly onReport: (host: number, report: Report) => void
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Fleet {
  readonly agents: Agents
  readonly enrolments: Enrolments
  /** By which agents recognise the hub. */
  readonly hubKey: string
  /** What watches other machines, by kind. */
  readonly sources: readonly HostSource[]
}

/** The agents of other hosts, and what lets them in. */
export async function openFleet({ config, storage, key, onReport, bus, clock, log }: FleetDeps): Promise<Fleet> {
  const { database, metrics } = storage
  const store = database.agents
  const identity = hubIdentity(key)
  const enrolments = new Enrolments({ store, identity, clock })
  const defaultIntervalMs = config.sampleIntervalMs
  const agents = new Agents({ store, metrics, identity, enrolments, onReport, defaultIntervalMs, bus, clock, log })
  await agents.start()
  return { agents, enrolments, hubKey: identity.key, sources: [agentSource(agents, clock)] }
}
