/** History of one host over HTTP: a day of CPU, statistics of a month, and a month as stored with the memory that it takes. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { printFigure } from './figures.ts'

const HUB = fileURLToPath(new URL('../dist/hyperion.mjs', import.meta.url))
const FILL = fileURLToPath(new URL('./fill/month.ts', import.meta.url))
const BASE = 'http://127.0.0.1:18474'
const PASSWORD = 'a password for the bench'
const RUNS = 20
const MIB = 1024 ** 2

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

async function signIn(): Promise<Record<string, string>> {
  const body = JSON.stringify({ username: 'admin', password: PASSWORD })
  const answer = await fetch(`${BASE}/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

interface Timed {
  readonly ms: number
  readonly bytes: number
}

async function get(path: string, headers: Record<string, string>): Promise<Timed> {
  const start = performance.now()
  const answer = await fetch(`${BASE}/dashboard/api/collectors/1/${path}`, { headers })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  let bytes = 0
  for await (const piece of answer.body ?? []) bytes += (piece as Uint8Array).length
  return { ms: performance.now() - start, bytes }
}

async function median(path: string, headers: Record<string, string>): Promise<Timed> {
  const runs: Timed[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await get(path, headers))
  return runs.slice(RUNS >> 2).sort((a, b) => a.ms - b.ms)[(RUNS * 3) >> 3] as Timed
}

function memory(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** By how much the resident memory rises while `work` runs. */
async function growth(pid: number, work: () => Promise<unknown>): Promise<number> {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  const before = memory(pid, 'VmRSS')
  await work()
  return memory(pid, 'VmHWM') - before
}

async function measure(pid: number): Promise<void> {
  await untilHealthy()
  const headers = await signIn()
  const day = await median('cpu/?hours=24', headers)
  printFigure({ what: `history: 24 h of CPU over HTTP, ${Math.round(day.bytes / 1024)} KiB`, unit: 'ms', value: day.ms })
  const month = await median('cpu/?hours=720', headers)
  printFigure({ what: 'history: 30 days of CPU over HTTP, in buckets', unit: 'ms', value: month.ms })
  printFigure({ what: 'history: 30-day statistics over HTTP', unit: 'ms', value: (await median('stats/?hours=720', headers)).ms })
  const raw = await get('cpu/?hours=720&resolution=raw', headers)
  printFigure({ what: `history: 30 days of CPU as stored, ${Math.round(raw.bytes / MIB)} MiB`, unit: 'ms', value: raw.ms })
  const four = () => Promise.all([1, 2, 3, 4].map(() => get('disk/?hours=720&resolution=raw', headers)))
  printFigure({ what: 'history: memory for four months of a disk as stored at a time', unit: 'MiB', value: await growth(pid, four) })
}

async function end(child: ChildProcess): Promise<void> {
  const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined
  child.kill('SIGTERM')
  await ended
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
spawnSync(process.execPath, [FILL, join(folder, 'hyperion.db')], { stdio: 'inherit' })
const settings = {
  HYPERION_DATA_DIR: folder,
  HYPERION_PORT: new URL(BASE).port,
  HYPERION_RATE_LIMIT: 'off',
  HYPERION_ADMIN_PASSWORD: PASSWORD,
}
const hub = spawn(process.execPath, [HUB, 'serve'], { env: { ...process.env, ...settings }, stdio: ['ignore', 'ignore', 'inherit'] })
try {
  await measure(hub.pid as number)
} finally {
  await end(hub)
  rmSync(folder, { recursive: true })
}
