/**
 * From the sockets of agents to durable: samples of the standard workload per CPU-second of the whole hub process until
 * all are acknowledged, as after an outage (large messages) and steadily (one report a message).
 *
 *     node bench/agent-socket.ts [options of Node for the hub, e.g. --cpu-prof]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printFigure } from './figures.ts'
import { HubProcess } from './hub-process.ts'
import { connectAgents, type SimulatedAgent } from './simulated-agent.ts'
import { measureVictoriaMetrics } from './victoria-metrics.ts'
import { TICK_MS, workloadFrames } from './workload-frames.ts'

const HOSTS = 50
const VALUES = 22
const BACKLOG_TICKS = 2880
const STEADY_TICKS = 400
/** As an agent sends what waits on its disk. */
const MESSAGE_BYTES = 64 * 1024
const IN_FLIGHT = 3
const BUDGET = 750_000

/** Reports of each host, oldest first. */
function framesByHost(ticks: number, start: number): Uint8Array[][] {
  const hosts = Array.from({ length: HOSTS }, (): Uint8Array[] => [])
  for (const tick of workloadFrames(HOSTS, ticks, start)) for (const { host, frame } of tick) hosts[host - 1]?.push(frame)
  return hosts
}

function messagesOf(frames: readonly Uint8Array[]): Uint8Array[][] {
  const each = Math.max(1, Math.floor(MESSAGE_BYTES / (frames[0]?.length ?? 1)))
  return Array.from({ length: Math.ceil(frames.length / each) }, (_, i) => frames.slice(i * each, (i + 1) * each))
}

async function sendBacklog(agent: SimulatedAgent, frames: readonly Uint8Array[]): Promise<void> {
  const underWay: Promise<void>[] = []
  for (const message of messagesOf(frames)) {
    underWay.push(agent.report(message))
    if (underWay.length >= IN_FLIGHT) await underWay.shift()
  }
  await Promise.all(underWay)
}

async function perCpuSecond(hub: HubProcess, samples: number, work: () => Promise<unknown>): Promise<number> {
  const before = hub.cpuSeconds()
  await work()
  return samples / (hub.cpuSeconds() - before)
}

async function measure(hub: HubProcess): Promise<{ readonly backlog: number; readonly steady: number }> {
  const agents = await connectAgents(hub.base, await hub.signIn(), HOSTS)
  const start = Math.floor(Date.now() / TICK_MS - BACKLOG_TICKS - STEADY_TICKS) * TICK_MS
  const old = framesByHost(BACKLOG_TICKS, start)
  const recent = framesByHost(STEADY_TICKS, start + BACKLOG_TICKS * TICK_MS)
  const backlog = await perCpuSecond(hub, HOSTS * BACKLOG_TICKS * VALUES, () =>
    Promise.all(agents.map((agent, i) => sendBacklog(agent, old[i] as Uint8Array[]))),
  )
  const steady = await perCpuSecond(hub, HOSTS * STEADY_TICKS * VALUES, async () => {
    for (let tick = 0; tick < STEADY_TICKS; tick++)
      await Promise.all(agents.map((agent, i) => agent.report([recent[i]?.[tick] as Uint8Array])))
  })
  for (const agent of agents) agent.close()
  return { backlog, steady }
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
try {
  const hub = await HubProcess.start(folder, { args: process.argv.slice(2) })
  const figures = await measure(hub).finally(() => hub.stop())
  const start = Math.floor(Date.now() / TICK_MS - BACKLOG_TICKS) * TICK_MS
  const peer = await measureVictoriaMetrics(folder, { hosts: HOSTS, ticks: BACKLOG_TICKS, start, tickMs: TICK_MS })
  const beside = peer && { peer: { name: 'VictoriaMetrics', value: peer.samplesPerCpuSecond } }
  const shared = { unit: 'samples/CPU-s', atLeast: true } as const
  printFigure({ what: 'agents: backlog, socket to durable', ...shared, value: figures.backlog, budget: BUDGET, ...beside })
  printFigure({ what: 'agents: a report at a time, socket to durable', ...shared, value: figures.steady })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
