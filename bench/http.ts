/** Requests per second of the hub's GET /cpu over the loopback, beside netdata's cheapest answer where it is installed. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { printFigure } from './figures.ts'

const HUB = fileURLToPath(new URL('../dist/hyperion.mjs', import.meta.url))
const AUTOCANNON = fileURLToPath(new URL('../node_modules/autocannon/autocannon.js', import.meta.url))
const CONNECTIONS = 32
const SECONDS = 5
const HUB_PORT = 18_473
const NETDATA_PORT = 18_472
const CPU = 'GET /cpu, 32 connections'

interface Load {
  readonly perSecond: number
  readonly p99: number
}

const hasWrk = spawnSync('wrk', ['-v']).error === undefined

/** Loads one address from a process of its own: wrk, which takes less of the machine, else autocannon. */
function load(url: string, seconds: number): Load {
  return hasWrk ? byWrk(url, seconds) : byAutocannon(url, seconds)
}

const MS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 }

function byWrk(url: string, seconds: number): Load {
  const text = execFileSync('wrk', ['-t', '1', '-c', String(CONNECTIONS), '-d', String(seconds), '--latency', url], { encoding: 'utf8' })
  if (text.includes('Non-2xx')) throw new Error(`${url} answered errors`)
  const [, value, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? []
  return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]), p99: Number(value) * (MS[unit ?? ''] ?? Number.NaN) }
}

function byAutocannon(url: string, seconds: number): Load {
  const args = [AUTOCANNON, '--json', '--no-progress', '-c', String(CONNECTIONS), '-d', String(seconds), url]
  const { requests, latency, non2xx } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
  if (non2xx > 0) throw new Error(`${url} answered errors`)
  return { perSecond: requests.average, p99: latency.p99 }
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const healthy = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (healthy) return true
    await delay(50)
  }
  return false
}

async function measured(child: ChildProcess, url: string): Promise<Load | undefined> {
  try {
    if (!(await answers(url, child))) return undefined
    load(url, 1)
    return load(url, SECONDS)
  } finally {
    const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined
    child.kill('SIGTERM')
    await ended
  }
}

async function hub(folder: string): Promise<Load> {
  const environment = { ...process.env, HYPERION_DATA_DIR: folder, HYPERION_PORT: String(HUB_PORT), HYPERION_RATE_LIMIT: 'off' }
  const child = spawn(process.execPath, [HUB, 'serve'], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
  const result = await measured(child, `http://127.0.0.1:${HUB_PORT}/cpu`)
  if (!result) throw new Error('the hub did not answer')
  return result
}

/** Netdata without its plugins of other processes; undefined where it is not installed. */
async function netdata(folder: string): Promise<Load | undefined> {
  if (spawnSync('netdata', ['-v']).error) return undefined
  const names = ['cache', 'lib', 'log']
  for (const name of names) mkdirSync(join(folder, name))
  const sections = {
    global: { 'run as user': userInfo().username },
    directories: Object.fromEntries(names.map((name) => [name, join(folder, name)])),
    db: { mode: 'ram' },
    ml: { enabled: 'no' },
    plugins: { 'enable running new plugins': 'no' },
    registry: { enabled: 'no' },
    web: { 'bind to': `127.0.0.1:${NETDATA_PORT}` },
  }
  const config = join(folder, 'netdata.conf')
  writeFileSync(config, Object.entries(sections).map(iniSection).join('\n'))
  const child = spawn('netdata', ['-D', '-c', config], { stdio: 'ignore' })
  return measured(child, `http://127.0.0.1:${NETDATA_PORT}/api/v1/data?chart=system.cpu&after=-1&points=1`)
}

function iniSection([name, values]: [string, Readonly<Record<string, string>>]): string {
  const lines = Object.entries(values).map(([key, value]) => `    ${key} = ${value}`)
  return `[${name}]\n${lines.join('\n')}\n`
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const own = await inFolder(hub)
const peer = await inFolder(netdata)
const beside = (value: (load: Load) => number) => (peer ? { peer: { name: 'netdata', value: value(peer) } } : {})
printFigure({ what: CPU, unit: 'requests/s', value: own.perSecond, budget: 15_000, atLeast: true, ...beside((each) => each.perSecond) })
printFigure({ what: `${CPU}: p99`, unit: 'ms', value: own.p99, budget: 10, ...beside((each) => each.p99) })
