import { tcpProbe } from '@hyperion/adapters/probe-tcp'
import { createSshClient } from '@hyperion/adapters/ssh'
import { overShell, remoteHosts } from '@hyperion/agent'
import type { Thresholds } from '@hyperion/domain/alerts'
import type { ContainerList, StrainLevels } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import { Agents, type AgentsDeps, agentSource, Enrolments, type HubIdentity, hubIdentity } from '@hyperion/features/agents'
import type { HostSource } from '@hyperion/features/hosts'
import type { Recorder } from '@hyperion/features/metrics'
import { openPrometheus, type PrometheusParts } from '@hyperion/features/prometheus'
import type { SecretBox } from '@hyperion/features/secrets'
import { SshHosts, sshSource } from '@hyperion/features/ssh-hosts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Config } from '../config.ts'
import type { Storage } from './storage.ts'

interface FleetDeps {
  readonly config: Config
  readonly storage: Storage
  /** The hub's own key, from which its agents know it. */
  readonly key: Uint8Array
  readonly secrets: SecretBox
  readonly thresholds: () => Promise<Thresholds>
  /** Keeps reports of hosts that cannot keep them themselves. */
  readonly recorder: Pick<Recorder, 'record'>
  /** Told of every report of another host. */
  readonly onReport: (host: number, report: Report) => void
  readonly onContainers: (host: number, list: ContainerList) => void
  readonly onUnits: (host: number) => void
  /** Told how orders ended of which the hub lost sight. */
  readonly onLateEnd: AgentsDeps['onLateEnd']
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Fleet {
  readonly agents: Agents
  readonly enrolments: Enrolments
  readonly sshHosts: SshHosts
  readonly prometheus: PrometheusParts
  /** By which agents recognise the hub. */
  readonly identity: HubIdentity
  /** What watches other machines, by kind. */
  readonly sources: readonly HostSource[]
  /** Troubles, for /health. */
  degraded(): readonly (string | null)[]
}

/** What watches other hosts, and what lets agents in. */
export async function openFleet(deps: FleetDeps): Promise<Fleet> {
  const { config, storage, key, secrets, thresholds, recorder, onReport, onContainers, onUnits, onLateEnd, bus, clock, log } = deps
  const { database, metrics } = storage
  const store = database.agents
  const identity = hubIdentity(key)
  const enrolments = new Enrolments({ store, identity, clock })
  const defaultIntervalMs = config.sampleIntervalMs
  const strain = async () => strainOf(await thresholds())
  const shared = { metrics, onReport, defaultIntervalMs, bus, clock, log }
  const letIn = { identity, enrolments, probe: tcpProbe() }
  const agents = new Agents({
    store,
    processes: database.processes,
    strain,
    ...letIn,
    onContainers,
    onUnits,
    ...(onLateEnd && { onLateEnd }),
    ...shared,
  })
  await agents.start()
  const record = recorder.record.bind(recorder)
  const reaching = { client: createSshClient(), remote: remoteHosts, over: overShell, secrets, record }
  const sshHosts = new SshHosts({ store: database.sshHosts, ...reaching, ...shared })
  await sshHosts.load()
  const prometheus = await openPrometheus({ ...deps, ...storage, defaultIntervalMs })
  return {
    agents,
    enrolments,
    identity,
    sshHosts,
    prometheus,
    sources: [agentSource(agents, clock), sshSource(sshHosts), prometheus.source],
    degraded: () => [agents.degraded(), prometheus.remoteWrite.degraded()],
  }
}

/** A host at its warning levels is strained. */
export function strainOf({ cpu, memory }: Thresholds): StrainLevels {
  return { cpu: cpu.warning, memory: memory.warning }
}
