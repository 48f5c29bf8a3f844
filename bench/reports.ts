/** Performance reports of a host with a month of history: how long they take, how long the hub makes others wait, and its memory afterwards. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { printFigure } from './figures.ts'

const HUB = fileURLToPath(new URL('../dist/hyperion.mjs', import.meta.url))
const SEED = fileURLToPath(new URL('../scripts/seed.ts', import.meta.url))
const BASE = 'http://127.0.0.1:18475'
const PASSWORD = 'a password for the bench'
/** Made one after another before memory is looked at. */
const REPORTS = 10

type Headers = Readonly<Record<string, string>>

async function untilHealthy(): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const healthy = await fetch(`${BASE}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (healthy) return
    await delay(25)
  }
  throw new Error('the hub did not become healthy')
}

async function signIn(): Promise<Headers> {
  const body = JSON.stringify({ username: 'admin', password: PASSWORD })
  const answer = await fetch(`${BASE}/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

/** Milliseconds from the request to the finished file. */
async function make(headers: Headers, format: 'html' | 'pdf', hours: number): Promise<number> {
  const start = performance.now()
  const body = JSON.stringify({ collector_id: 1, format, time_range_hours: hours })
  const asked = await fetch(`${BASE}/api/v1/reports/generate/`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
  const { id } = (await asked.json()) as { id: number }
  for (;;) {
    const { status } = (await (await fetch(`${BASE}/api/v1/reports/${id}/`, { headers })).json()) as { status: string }
    if (status === 'completed') return performance.now() - start
    if (status === 'failed') throw new Error(`report ${id} failed`)
    await delay(20)
  }
}

/** The longest that anyone had to wait for an answer that needs next to nothing, while `work` went on. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let over = false
  const waiting = (async () => {
    while (!over) {
      const start = performance.now()
      await (await fetch(`${BASE}/cpu`)).arrayBuffer()
      longest = Math.max(longest, performance.now() - start)
      await delay(5)
    }
  })()
  await work()
  over = true
  await waiting
  return longest
}

function pss(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024
}

async function measure(pid: number): Promise<void> {
  await untilHealthy()
  const headers = await signIn()
  await delay(2000)
  const before = pss(pid)
  await make(headers, 'html', 24)
  printFigure({ what: 'reports: 24 h as HTML', unit: 'ms', value: await make(headers, 'html', 24), budget: 3000 })
  printFigure({ what: 'reports: 24 h as PDF', unit: 'ms', value: await make(headers, 'pdf', 24), budget: 5000 })
  printFigure({ what: 'reports: 30 days as HTML', unit: 'ms', value: await make(headers, 'html', 720) })
  printFigure({ what: 'reports: 30 days as PDF', unit: 'ms', value: await make(headers, 'pdf', 720) })
  printFigure({ what: 'reports: longest wait for /cpu, none made', unit: 'ms', value: await longestWait(() => delay(2000)) })
  const month = () => make(headers, 'pdf', 720)
  printFigure({ what: 'reports: longest wait for /cpu meanwhile', unit: 'ms', value: await longestWait(month) })
  printFigure({ what: 'reports: memory of the hub before', unit: 'MiB PSS', value: before })
  let highest = 0
  for (let i = 0; i < REPORTS; i++) {
    await make(headers, i % 2 === 0 ? 'pdf' : 'html', 720)
    highest = Math.max(highest, pss(pid))
  }
  printFigure({ what: `reports: right after each of ${REPORTS}, at the most`, unit: 'MiB PSS', value: highest })
  await delay(30_000)
  printFigure({ what: `reports: half a minute after ${REPORTS}`, unit: 'MiB PSS', value: pss(pid), budget: 200 })
}

async function end(child: ChildProcess): Promise<void> {
  const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined
  child.kill('SIGTERM')
  await ended
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
const settings = {
  HYPERION_DATA_DIR: folder,
  HYPERION_PORT: new URL(BASE).port,
  HYPERION_RATE_LIMIT: 'off',
  HYPERION_ADMIN_PASSWORD: PASSWORD,
}
const env = { ...process.env, ...settings }
if (spawnSync(process.execPath, [SEED], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0)
  throw new Error('no history was made')
const hub = spawn(process.execPath, [HUB, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
try {
  await measure(hub.pid as number)
} finally {
  await end(hub)
  rmSync(folder, { recursive: true })
}
