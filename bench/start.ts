/** Time from start to the first healthy answer, and what the hub then weighs: new, and with the history of 100 hosts. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printFigure } from './figures.ts'

const HUB = fileURLToPath(new URL('../dist/hyperion.mjs', import.meta.url))
const FILL = fileURLToPath(new URL('./fill/hosts.ts', import.meta.url))
const RUNS = 5
const PORT = 18_471
const SETTLE_MS = 10_000

interface Run {
  readonly readyMs: number
  readonly pss: number
}

async function untilHealthy(port: number): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/health`)).status === 200) return
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the hub did not become healthy')
}

function proportionalMemory(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

async function start(dataDir: string, settleMs: number, signal: NodeJS.Signals): Promise<Run> {
  const environment = { ...process.env, HYPERION_DATA_DIR: dataDir, HYPERION_PORT: String(PORT) }
  const started = performance.now()
  const child = spawn(process.execPath, [HUB, 'serve'], { env: environment, stdio: 'ignore' })
  try {
    await untilHealthy(PORT)
    const readyMs = performance.now() - started
    await new Promise((resolve) => setTimeout(resolve, settleMs))
    return { readyMs, pss: proportionalMemory(child.pid as number) }
  } finally {
    await end(child, signal)
  }
}

/** Runs `task` with a data directory of its own. */
async function inFolder<T>(task: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
  try {
    return await task(dataDir)
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

function print(what: string, runs: readonly Run[]): void {
  const times = runs.map(({ readyMs }) => readyMs).sort((a, b) => a - b)
  printFigure({ what: `${what}: ready after start`, budget: 1_500, unit: 'ms', value: times[RUNS >> 1] as number })
  printFigure({ what: `${what}: PSS after ${SETTLE_MS / 1000} s`, budget: 200, unit: 'MiB', value: runs[0]?.pss ?? Number.NaN })
}

const settle = (run: number): number => (run === 0 ? SETTLE_MS : 0)

const fresh: Run[] = []
for (let run = 0; run < RUNS; run++) fresh.push(await inFolder((dataDir) => start(dataDir, settle(run), 'SIGTERM')))
print('hub, first start', fresh)

await inFolder(async (dataDir) => {
  spawnSync(process.execPath, [FILL, join(dataDir, 'hyperion.db')], { stdio: 'inherit' })
  const filled: Run[] = []
  // Killed each time, so that the next start finds the journal again.
  for (let run = 0; run < RUNS; run++) filled.push(await start(dataDir, settle(run), 'SIGKILL'))
  print('hub, 100 hosts in the journal', filled)
})
