/**
 * A fleet of simulated agents that report steadily to a real hub process:
 *
 *     node bench/fleet.ts [agents = 100] [minutes = 1] [seconds between reports = 15]
 *
 * Processor share, PSS, how long a report waits for its acknowledgement, and what it takes on disk.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { printFigure } from './figures.ts'
import { HubProcess } from './hub-process.ts'
import { connectAgents, type SimulatedAgent } from './simulated-agent.ts'
import { hostFrames } from './workload-frames.ts'

const [AGENTS, MINUTES, SECONDS] = [100, 1, 15].map((standard, i) => Number(process.argv[2 + i] ?? standard)) as [number, number, number]
const VALUES = 22

interface Watched {
  readonly cpuPercent: number
  readonly pss: number
  readonly waits: readonly number[]
  readonly reports: number
}

/** Each agent has its own moment within the interval, as in a fleet that grew. */
async function keepReporting(agent: SimulatedAgent, index: number, waits: number[]): Promise<void> {
  await delay((index / AGENTS) * SECONDS * 1000)
  const began = performance.now()
  const step = SECONDS * 1000
  let tick = 0
  for (const frame of hostFrames(index, Math.ceil((MINUTES * 60) / SECONDS), Date.now(), step)) {
    await delay(Math.max(0, began + tick++ * step - performance.now()))
    const sent = performance.now()
    await agent.report([frame])
    waits.push(performance.now() - sent)
  }
}

async function watch(hub: HubProcess, agents: readonly SimulatedAgent[]): Promise<Watched> {
  const waits: number[] = []
  const [began, cpu] = [performance.now(), hub.cpuSeconds()]
  let pss = 0
  const weighing = setInterval(() => {
    pss = Math.max(pss, hub.pss())
  }, 2000)
  await Promise.all(agents.map((agent, i) => keepReporting(agent, i, waits))).finally(() => clearInterval(weighing))
  const seconds = (performance.now() - began) / 1000
  return { cpuPercent: (100 * (hub.cpuSeconds() - cpu)) / seconds, pss: Math.max(pss, hub.pss()), waits, reports: waits.length }
}

function print({ cpuPercent, pss, waits, reports }: Watched, bytes: number): void {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const what = `fleet: ${AGENTS} agents at ${SECONDS} s for ${MINUTES} min`
  printFigure({ what: `${what}, processor of the hub`, unit: '% of a core', value: cpuPercent })
  printFigure({ what: `${what}, most PSS`, unit: 'MiB', value: pss, ...(AGENTS <= 100 && { budget: 200 }) })
  printFigure({ what: `${what}, acknowledged: p50`, unit: 'ms', value: at(0.5) })
  printFigure({ what: `${what}, acknowledged: p99`, unit: 'ms', value: at(0.99) })
  printFigure({ what: `${what}, on disk after the end`, unit: 'B/sample', value: bytes / (reports * VALUES) })
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
const sizeOf = (): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
try {
  const hub = await HubProcess.start(folder)
  const watched = await (async () => {
    const agents = await connectAgents(hub.base, await hub.signIn(), AGENTS)
    const result = await watch(hub, agents)
    for (const agent of agents) agent.close()
    return result
  })().finally(() => hub.stop())
  print(watched, sizeOf())
} finally {
  rmSync(folder, { recursive: true, force: true })
}
