/** Many hosts for a hub: put into its database before it starts, then reporting to it over real connections. */
import { createHash, randomBytes } from 'node:crypto'
import { openDatabase } from '../packages/adapters/db/index.ts'
import { openEmbeddedMetricStore } from '../packages/adapters/metric-embedded/index.ts'
import { encodeReport, type Report, reading } from '../packages/domain/metrics/index.ts'
import { type AgentKeys, FakeAgent, newAgentKeys } from '../packages/testkit/agent/index.ts'
import { sampleReport } from '../packages/testkit/live-host/index.ts'

const MINUTE = 60_000
const HISTORY_MINUTES = 60
const BATCH = 2_000
const AT_ONCE = 25
const ROLES = ['web', 'db', 'cache', 'queue', 'mail'] as const
const PLACES = ['paris', 'lyon', 'lille', 'nantes'] as const

/** Always the same of the same host and minute. */
function wave(host: number, at: number): number {
  const load = 30 + 25 * Math.sin(host * 1.7 + at / (9 * MINUTE)) + 15 * Math.sin(host * 0.3 + at / (2 * MINUTE))
  return Math.min(100, Math.max(0, host % 97 === 0 ? load + 50 : load))
}

/** Enrols hosts in the database of a hub that does not run, each with an hour of history; answers their keys. */
export async function seedHosts(file: string, count: number): Promise<readonly AgentKeys[]> {
  const database = await openDatabase({ kind: 'sqlite', file })
  const now = Date.now()
  const keys: AgentKeys[] = []
  const ids: number[] = []
  await database.hosts.ensureHub('hub', now)
  for (let i = 0; i < count; i++) {
    const hash = createHash('sha256').update(randomBytes(16)).digest('hex')
    await database.agents.addToken({ hash, label: 'bench', createdAt: now, createdBy: 'bench', expiresAt: now + MINUTE })
    const role = ROLES[i % ROLES.length] as string
    const made = newAgentKeys()
    const hostname = `${role}-${String(i).padStart(4, '0')}`
    const host = await database.agents.enrol({ tokenHash: hash, key: made.key, hostname, now })
    if (!host) throw new Error('a host was not enrolled')
    await database.hosts.setTags(host.id, [role, PLACES[i % PLACES.length] as string])
    keys.push(made)
    ids.push(host.id)
  }
  await database.close()
  await seedHistory(file, ids, now)
  return keys
}

async function seedHistory(file: string, hosts: readonly number[], now: number): Promise<void> {
  const metrics = await openEmbeddedMetricStore({ database: { kind: 'sqlite', file }, log: console.error })
  let batch: { host: number; frame: Uint8Array }[] = []
  for (let minute = HISTORY_MINUTES; minute > 0; minute--) {
    const at = now - minute * MINUTE
    for (const host of hosts) {
      batch.push({ host, frame: encodeReport({ at, readings: [reading('cpu', '', { usage: wave(host, at) })] }) })
      if (batch.length < BATCH) continue
      await metrics.append(batch)
      batch = []
    }
  }
  await metrics.append(batch)
  await metrics.close()
}

/** The agents of seeded hosts, connected, reporting evenly spread over the interval. */
export class ReportingAgents {
  readonly #agents: readonly FakeAgent[]
  readonly #sent: number[]
  #timer: NodeJS.Timeout | undefined

  private constructor(agents: readonly FakeAgent[]) {
    this.#agents = agents
    this.#sent = agents.map(() => 0)
  }

  static async connect(hub: string, keys: readonly AgentKeys[]): Promise<ReportingAgents> {
    const agents: FakeAgent[] = []
    for (let i = 0; i < keys.length; i += AT_ONCE) {
      agents.push(...(await Promise.all(keys.slice(i, i + AT_ONCE).map((each) => FakeAgent.connect({ hub, keys: each })))))
    }
    return new ReportingAgents(agents)
  }

  report(intervalMs: number): void {
    const stepMs = 50
    let next = 0
    let due = 0
    this.#timer = setInterval(() => {
      due += (this.#agents.length * stepMs) / intervalMs
      for (; due >= 1; due--) {
        this.#send(next)
        next = (next + 1) % this.#agents.length
      }
    }, stepMs)
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const { socket } of this.#agents) socket.terminate()
  }

  #send(index: number): void {
    const agent = this.#agents[index] as FakeAgent
    agent.received.length = 0
    const seq = ((this.#sent[index] as number) ?? 0) + 1
    this.#sent[index] = seq
    agent.reports(seq, [encodeReport(reportOf(index, seq))])
  }
}

function reportOf(index: number, seq: number): Report {
  const at = Date.now()
  const memory = 35 + ((index * 37) % 55)
  const disk = 20 + ((index * 53) % 78)
  const report = sampleReport({ at, cpu: wave(index, at), memory, disk })
  const traffic = reading('network', 'eth0', { rx_bytes: 1e9 + seq * (index + 1) * 15e3, tx_bytes: 1e9 + seq * (index + 1) * 4e3 })
  return { at, readings: [...report.readings.filter(({ instance }) => instance !== 'eth0'), traffic] }
}
