import type { Database } from '@hyperion/adapters/db'
import { createSshClient } from '@hyperion/adapters/ssh'
import { overShell, remoteHosts } from '@hyperion/agent'
import { encodeReport, type Report } from '@hyperion/domain/metrics'
import { Agents, type AgentsDeps, Enrolments, hubIdentity } from '@hyperion/features/agents'
import { LatestReports } from '@hyperion/features/metrics'
import { passingKey, type SecretBox } from '@hyperion/features/secrets'
import { SshHosts } from '@hyperion/features/ssh-hosts'
import type { Bus } from '@hyperion/ports/bus'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { TestClock } from '../clock/index.ts'
import { testPrometheus } from './test-prometheus.ts'

export const INTERVAL_MS = 15_000
/** An answer that takes longer is given up. */
const SSH_LIMITS = { ms: 4000, bytes: 512 * 1024 }

interface TestFleet {
  readonly database: Database
  readonly secrets: SecretBox
  readonly bus: Bus
  readonly clock: TestClock
  readonly onReport: AgentsDeps['onReport']
  readonly append: MetricStore['append'] | undefined
  readonly onContainers: AgentsDeps['onContainers']
  readonly probe: AgentsDeps['probe']
}

/** What watches other machines. */
export async function testFleet({ database, secrets, bus, clock, onReport, onContainers, append, probe }: TestFleet) {
  const identity = hubIdentity(passingKey())
  const enrolments = new Enrolments({ store: database.agents, identity, clock })
  const metrics = {
    append: append ?? (async (frames) => ({ appended: frames.length, duplicates: 0, malformed: 0 })),
    forget: async () => {},
  } satisfies AgentsDeps['metrics']
  const strain = async () => ({ cpu: 70, memory: 70 })
  const latest = new LatestReports()
  const noted = (host: number, report: Report): void => {
    latest.note(host, report)
    onReport(host, report)
  }
  const told = { onReport: noted, ...(onContainers && { onContainers }) }
  const stores = { store: database.agents, processes: database.processes, metrics }
  const shared = { ...stores, strain, identity, enrolments, ...told, bus, probe, clock }
  const agents = new Agents({ ...shared, defaultIntervalMs: INTERVAL_MS, log: () => {} })
  await agents.start()
  const record = (host: number, report: Report): void => void metrics.append([{ host, frame: encodeReport(report) }])
  const reaching = { client: createSshClient(), remote: remoteHosts, over: overShell, secrets, record, limits: SSH_LIMITS }
  const others = { metrics, onReport: noted, defaultIntervalMs: INTERVAL_MS, bus, clock }
  const sshHosts = new SshHosts({ store: database.sshHosts, ...reaching, ...others, log: () => {} })
  await sshHosts.load()
  sshHosts.start()
  const prometheus = await testPrometheus({ database, secrets, ...others })
  return { agents, enrolments, hubKey: identity.key, sshHosts, latest, prometheus }
}
