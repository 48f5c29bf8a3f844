/** Time from start to the first healthy answer, and what the hub then weighs. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printFigure } from './figures.ts'

const HUB = fileURLToPath(new URL('../dist/hyperion.mjs', import.meta.url))
const RUNS = 5
const PORT = 18_471
const SETTLE_MS = 10_000

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

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function measure(settle: boolean): Promise<{ readyMs: number; pss: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
  const environment = { ...process.env, HYPERION_DATA_DIR: dataDir, HYPERION_PORT: String(PORT) }
  const started = performance.now()
  const child = spawn(process.execPath, [HUB, 'serve'], { env: environment, stdio: 'ignore' })
  try {
    await untilHealthy(PORT)
    const readyMs = performance.now() - started
    if (settle) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    return { readyMs, pss: proportionalMemory(child.pid as number) }
  } finally {
    await end(child)
    rmSync(dataDir, { recursive: true })
  }
}

const runs: { readyMs: number; pss: number }[] = []
for (let i = 0; i < RUNS; i++) runs.push(await measure(i === 0))
const times = runs.map((run) => run.readyMs).sort((a, b) => a - b)
printFigure({ what: 'hub: ready after start', budget: 1_500, unit: 'ms', value: times[RUNS >> 1] as number })
printFigure({
  what: `hub: PSS watching its own machine, after ${SETTLE_MS / 1000} s`,
  budget: 200,
  unit: 'MiB',
  value: runs[0]?.pss ?? Number.NaN,
})
