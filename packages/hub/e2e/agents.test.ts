import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { AgentProcess, keptBy, writtenDown } from './agent-process.ts'
import { freePort, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

/** Small enough for every run; a release is tried with `TEST_AGENTS=50 TEST_OUTAGE=600 TEST_KILLS=200 TEST_KILLED=10`. */
const size = (name: string, usual: number): number => Number(process.env[name] ?? usual)
const AGENTS = size('TEST_AGENTS', 3)
/** Reports, one a second. */
const OUTAGE = size('TEST_OUTAGE', 8)
const KILLED = size('TEST_KILLED', 2)
const ROUNDS = size('TEST_KILLS', 20)
const MINUTE = 60_000

interface Host {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly agent: { readonly connected: boolean; readonly buffer: { readonly reports: number } | null; readonly last_seen: number } | null
}

let hub: HubProcess
let port: number
let agents: AgentProcess[] = []

afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.stop('SIGKILL')))
  await hub.stop('SIGKILL')
  agents = []
})
afterAll(removeTemporaryFolders)

async function startFleet(count: number): Promise<string> {
  port = await freePort()
  hub = await HubProcess.start({ port, dataDir: temporaryFolder() })
  const token = await hub.token()
  for (let i = 0; i < count; i++) {
    const answer = await hub.post('/api/enrolment-tokens', { label: `agent ${i}` }, token)
    const { token: enrolment } = (await answer.json()) as { token: string }
    const agent = new AgentProcess(['--hub', hub.base, '--token', enrolment])
    agents.push(agent)
    agent.start()
    // One after the other, so that hosts are in the order of the agents.
    await hub.until(
      () => hostsOf(token),
      (hosts) => hosts.length === i + 1,
    )
  }
  return token
}

async function hostsOf(token: string): Promise<readonly Host[]> {
  const { hosts } = await hub.json<{ hosts: Host[] }>('/api/hosts', token)
  return hosts.filter(({ kind }) => kind === 'agent')
}

async function restartHub(): Promise<void> {
  hub = await HubProcess.start({ port, dataDir: hub.dataDir })
}

/** Waits until the hub has everything, then compares it with what the agents wrote down, bit by bit. */
async function compareAll(token: string): Promise<void> {
  await Promise.all(agents.map((agent) => agent.stop('SIGTERM')))
  for (const agent of agents) agent.start()
  const hosts = await hub.until(
    () => hostsOf(token),
    (found) => found.every(({ agent }) => agent?.connected && agent.buffer?.reports === 0),
    1200 + AGENTS * 60,
  )
  await Promise.all(agents.map((agent) => agent.stop('SIGTERM')))
  for (const [i, { id }] of hosts.entries()) {
    const agent = agents[i] as AgentProcess
    // The last one may wait in the agent's buffer: it was stopped while it reported.
    const written = writtenDown(agent.reports().slice(0, -1))
    const kept = await keptBy(hub, token, id)
    const missing = [...written.keys()].filter((key) => !kept.values.has(key))
    const different = [...written].filter(([key, value]) => kept.values.has(key) && kept.values.get(key) !== value)
    // Killed between the buffer and the log: in the history, and nowhere else.
    const unwritten = new Set([...kept.values.keys()].filter((key) => !written.has(key)).map((key) => key.split(' ', 1)[0]))
    expect({ missing, different, duplicates: kept.duplicates }).toEqual({ missing: [], different: [], duplicates: 0 })
    expect(unwritten.size).toBeLessThanOrEqual(agent.kills + 2)
    expect(written.size).toBeGreaterThan(0)
  }
}

/** Waits until every agent has buffered so many more reports. */
async function buffered(more: number): Promise<void> {
  const before = agents.map((agent) => agent.count())
  const counts = () => agents.map((agent, i) => agent.count() - (before[i] as number))
  await expect.poll(() => Math.min(...counts()), { timeout: MINUTE + more * 2000, interval: 250 }).toBeGreaterThanOrEqual(more)
}

/** The longest time between two reports that follow each other. */
function longestStep(agent: AgentProcess): number {
  const times = agent.reports().map(({ at }) => at)
  return times.reduce((longest, at, i) => Math.max(longest, i === 0 ? 0 : at - (times[i - 1] as number)), 0)
}

describe('agents', () => {
  it(
    `leave no gap and no duplicate when the hub is away for ${OUTAGE} s under ${AGENTS} of them`,
    async () => {
      const token = await startFleet(AGENTS)
      await hub.until(
        () => hostsOf(token),
        (hosts) => hosts.every(({ agent }) => agent?.connected),
      )
      await buffered(3)
      await hub.stop('SIGKILL')
      await buffered(OUTAGE)
      const away = agents.map(longestStep)
      await restartHub()
      await compareAll(token)
      for (const agent of agents) expect(agent.output.match(/connected to the hub as host/g)?.length).toBeGreaterThanOrEqual(2)
      expect(Math.max(...away)).toBeLessThan(OUTAGE * 500)
      const reports = agents.reduce((sum, agent) => sum + agent.count(), 0)
      console.info(`${reports} reports over an outage of ${OUTAGE} s: all kept, bit by bit, none twice`)
    },
    3 * MINUTE + OUTAGE * 3000 + AGENTS * 10_000,
  )

  it(
    `lose nothing that they buffered when they and the hub are killed ${ROUNDS} times`,
    async () => {
      const token = await startFleet(KILLED)
      for (let round = 0; round < ROUNDS; round++) {
        // Any moment will do: in mid-write, in mid-handshake, in mid-resend.
        await pause(300 + Math.random() * 1200)
        const victim = Math.floor(Math.random() * (agents.length + 1))
        if (victim === agents.length) {
          await hub.stop('SIGKILL')
          await pause(Math.random() * 1500)
          await restartHub()
        } else {
          await agents[victim]?.stop('SIGKILL')
          agents[victim]?.start()
        }
      }
      await compareAll(token)
      const reports = agents.reduce((sum, agent) => sum + agent.count(), 0)
      console.info(`${reports} reports over ${ROUNDS} kills: all kept, bit by bit, none twice`)
    },
    5 * MINUTE + ROUNDS * 5000,
  )
})
