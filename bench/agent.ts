/**
 * What sampling costs: the agent alone, one sample a second of every metric, a snapshot of the processes and the list of
 * units every minute, in a process of its own; beside it netdata
 * and node_exporter (scraped once a second) where they are installed. `node bench/agent.ts [seconds]`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { printFigure } from './figures.ts'

const SECONDS = Number(process.argv[2] ?? 30)
const SETTLE_MS = 5000
const TICK_MS = 10
const NODE_EXPORTER_PORT = 18_472
const NETDATA_PORT = 18_473
const AGENT = fileURLToPath(new URL('../packages/agent/live-host.ts', import.meta.url))
const SNAPSHOTS = fileURLToPath(new URL('../packages/agent/remote/snapshot-frame.ts', import.meta.url))
const FRAMES = fileURLToPath(new URL('../packages/domain/metrics/index.ts', import.meta.url))

/** Small heap, no helper threads, no compiler: an agent runs the same few functions once a second. */
const FLAGS = ['--max-semi-space-size=1', '--single-threaded', '--jitless']

interface Cost {
  readonly corePercent: number
  readonly mebibytes: number
}

/** The process and its descendants: netdata's plug-ins are processes of their own. */
function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(family)]
}

/** Milliseconds of processor time: exact where the kernel counts it, else in ticks. */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  const exact = readdirSync(`/proc/${pid}/task`).map((task) => {
    const file = `/proc/${pid}/task/${task}/schedstat`
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1e6 : Number.NaN
  })
  const sum = exact.reduce((all, each) => all + each, 0)
  return sum > 0 ? sum : ticks * TICK_MS
}

function proportionalMemory(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024
}

function total(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((sum, pid) => sum + of(pid), 0)
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function costOf(child: ChildProcess, everySecond: () => Promise<unknown> = async () => {}): Promise<Cost> {
  const pid = child.pid as number
  await rest(SETTLE_MS)
  const before = total(family(pid), processorMs)
  const started = performance.now()
  for (let second = 1; second <= SECONDS; second++) {
    await rest(started + second * 1000 - performance.now())
    await everySecond()
  }
  const elapsed = performance.now() - started
  const pids = family(pid)
  return { corePercent: ((total(pids, processorMs) - before) / elapsed) * 100, mebibytes: total(pids, proportionalMemory) }
}

async function measured(command: string, args: readonly string[], everySecond?: () => Promise<unknown>): Promise<Cost> {
  const child = spawn(command, args, { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    return await costOf(child, everySecond)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function bundleAgent(folder: string): Promise<string> {
  const entry = join(folder, 'agent.ts')
  const bundle = join(folder, 'agent.cjs')
  writeFileSync(
    entry,
    `import { createLocalHost } from ${JSON.stringify(AGENT)}
    import { encodeReport } from ${JSON.stringify(FRAMES)}
    import { snapshotFrame } from ${JSON.stringify(SNAPSHOTS)}
    const host = createLocalHost({
      sampleIntervalMs: 1000,
      onStored: (report) => encodeReport(report),
      strain: () => ({ cpu: 200, memory: 200 }),
      onSnapshot: (snapshot) => snapshotFrame(snapshot),
    })
    host.start()
    setInterval(() => host.units(), 60_000)`,
  )
  const external = ['dbus-next', 'systeminformation']
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, minify: true, platform: 'node', format: 'cjs', external })
  return bundle
}

function installed(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}

async function nodeExporter(): Promise<Cost> {
  const url = `http://127.0.0.1:${NODE_EXPORTER_PORT}/metrics`
  return measured('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${NODE_EXPORTER_PORT}`, '--log.level=error'], async () =>
    (await fetch(url)).arrayBuffer(),
  )
}

async function netdata(folder: string): Promise<Cost> {
  const places = ['cache', 'lib', 'log'].map((name) => join(folder, `netdata-${name}`))
  for (const place of places) mkdirSync(place)
  const [cache, lib, log] = places
  const config = join(folder, 'netdata.conf')
  writeFileSync(
    config,
    `[directories]\n cache = ${cache}\n lib = ${lib}\n log = ${log}\n[global]\n run as user = root\n[web]\n bind to = 127.0.0.1:${NETDATA_PORT}\n`,
  )
  return measured('netdata', ['-D', '-c', config, '-P', join(folder, 'netdata.pid')])
}

function print(name: string, cost: Cost, peer?: { readonly name: string; readonly cost: Cost }): void {
  const beside = (value: number | undefined) => (peer && value !== undefined ? { peer: { name: peer.name, value } } : {})
  printFigure({ what: `${name}: of one core`, unit: '%', value: cost.corePercent, budget: 0.5, ...beside(peer?.cost.corePercent) })
  printFigure({ what: `${name}: PSS`, unit: 'MiB', value: cost.mebibytes, budget: 45, ...beside(peer?.cost.mebibytes) })
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
mkdirSync(dist, { recursive: true })
const folder = mkdtempSync(join(dist, 'bench-'))
try {
  // A copy of Node of its own: pages shared with other Node processes of this machine would flatter the figure.
  const node = join(folder, 'node')
  copyFileSync(process.execPath, node)
  const agent = await measured(node, [...FLAGS, await bundleAgent(folder)])
  const peers = [
    { name: 'netdata', command: 'netdata', run: () => netdata(folder) },
    { name: 'node_exporter', command: 'prometheus-node-exporter', run: nodeExporter },
    { name: 'glances', command: 'glances', run: () => measured('glances', ['-q', '-t', '1']) },
  ].filter(({ command }) => installed(command))
  if (peers.length === 0) print('agent, 1 sample/s', agent)
  for (const { name, run } of peers) print('agent, 1 sample/s', agent, { name, cost: await run() })
} finally {
  rmSync(folder, { recursive: true })
}
