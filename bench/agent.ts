/**
 * What an agent takes: the whole of it, connected to a hub over ws and over wss and listening too, one sample a second of every
 * metric; beside it netdata, node_exporter (scraped once a second) and glances where they are installed.
 * `node bench/agent.ts [seconds]`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AGENT_ENVIRONMENT, AGENT_FLAGS } from '../scripts/agent-flags.mjs'
import { printFigure } from './figures.ts'
import { type Cost, installed, measured, rest } from './processes.ts'

const SECONDS = Number(process.argv[2] ?? 30)
const PORTS = { nodeExporter: 18_472, netdata: 18_473, hub: 18_474, secureHub: 18_475 } as const
const PASSWORD = 'for the bench alone 42'
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const AGENT = join(ROOT, 'dist/agent/hyperion-agent.cjs')
const READY_TRIES = 200

interface BenchHub {
  readonly url: string
  readonly process: ChildProcess
}

interface Enrolment {
  readonly token: string
  readonly pin: string | null
}

function ask<T>(url: string, body?: object, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const options = { method: body ? 'POST' : 'GET', headers, rejectUnauthorized: false, agent: false }
  return new Promise((resolve, reject) => {
    const sent = (url.startsWith('https:') ? requestTls : requestPlain)(url, options, async (answer) => {
      resolve(JSON.parse(Buffer.concat(await answer.toArray()).toString('utf8')) as T)
    })
    sent.on('error', reject)
    sent.end(body && JSON.stringify(body))
  })
}

async function startHub(folder: string, secure: boolean): Promise<BenchHub> {
  const port = secure ? PORTS.secureHub : PORTS.hub
  const url = `${secure ? 'https' : 'http'}://127.0.0.1:${port}`
  const child = spawn(process.execPath, [join(ROOT, 'dist/hyperion.mjs'), 'serve'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      HYPERION_PORT: String(port),
      HYPERION_DATA_DIR: join(folder, `hub-${port}`),
      HYPERION_SAMPLE_INTERVAL: '1',
      HYPERION_ADMIN_PASSWORD: PASSWORD,
      HYPERION_TLS_SELF_SIGNED: secure ? 'on' : 'off',
    },
  })
  for (let tries = 0; tries < READY_TRIES; tries++) {
    if (await ask(`${url}/health`).then(Boolean, () => false)) return { url, process: child }
    await rest(50)
  }
  throw new Error(`the hub at ${url} does not become ready`)
}

async function agentCost(folder: string, secure: boolean, more: readonly string[] = []): Promise<Cost> {
  const hub = await startHub(folder, secure)
  try {
    const { token: session } = await ask<{ token: string }>(`${hub.url}/login`, { username: 'admin', password: PASSWORD })
    const { token, pin } = await ask<Enrolment>(`${hub.url}/api/enrolment-tokens`, {}, session)
    const data = mkdtempSync(join(folder, 'agent-'))
    const args = [AGENT, '--hub', hub.url, '--token', token, '--data', data, ...(pin ? ['--pin', pin] : []), ...more]
    const cost = await measured({
      command: join(folder, 'node'),
      args: [...AGENT_FLAGS, ...args],
      environment: AGENT_ENVIRONMENT,
      seconds: SECONDS,
    })
    const { hosts } = await ask<{ hosts: { agent: unknown }[] }>(`${hub.url}/api/hosts`, undefined, session)
    if (!hosts.some(({ agent }) => agent)) throw new Error('the agent was not let in')
    return cost
  } finally {
    const ended = new Promise((resolve) => hub.process.once('exit', resolve))
    hub.process.kill('SIGTERM')
    await ended
  }
}

async function nodeExporter(): Promise<Cost> {
  const url = `http://127.0.0.1:${PORTS.nodeExporter}/metrics`
  const args = [`--web.listen-address=127.0.0.1:${PORTS.nodeExporter}`, '--log.level=error']
  const everySecond = async () => (await fetch(url)).arrayBuffer()
  return measured({ command: 'prometheus-node-exporter', args, seconds: SECONDS, everySecond })
}

async function netdata(folder: string): Promise<Cost> {
  const places = ['cache', 'lib', 'log'].map((name) => join(folder, `netdata-${name}`))
  for (const place of places) mkdirSync(place)
  const [cache, lib, log] = places
  const config = join(folder, 'netdata.conf')
  writeFileSync(
    config,
    `[directories]\n cache = ${cache}\n lib = ${lib}\n log = ${log}\n[global]\n run as user = root\n[web]\n bind to = 127.0.0.1:${PORTS.netdata}\n`,
  )
  return measured({ command: 'netdata', args: ['-D', '-c', config, '-P', join(folder, 'netdata.pid')], seconds: SECONDS })
}

function print(name: string, cost: Cost, peer?: { readonly name: string; readonly cost: Cost }): void {
  const beside = (value: number | undefined) => (peer && value !== undefined ? { peer: { name: peer.name, value } } : {})
  printFigure({ what: `${name}: of one core`, unit: '%', value: cost.corePercent, budget: 0.5, ...beside(peer?.cost.corePercent) })
  printFigure({ what: `${name}: PSS`, unit: 'MiB', value: cost.mebibytes, budget: 45, ...beside(peer?.cost.mebibytes) })
}

const dist = join(ROOT, 'dist')
const built = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), 'agent', 'server'], { stdio: 'inherit' })
if (built.status !== 0) throw new Error('the build failed')
mkdirSync(dist, { recursive: true })
const folder = mkdtempSync(join(dist, 'bench-'))
try {
  // A copy of Node of its own: pages shared with other Node processes of this machine would flatter the figure.
  copyFileSync(process.execPath, join(folder, 'node'))
  const agent = await agentCost(folder, false)
  const peers = [
    { name: 'netdata', command: 'netdata', run: () => netdata(folder) },
    { name: 'node_exporter', command: 'prometheus-node-exporter', run: nodeExporter },
    { name: 'glances', command: 'glances', run: () => measured({ command: 'glances', args: ['-q', '-t', '1'], seconds: SECONDS }) },
  ].filter(({ command }) => installed(command))
  if (peers.length === 0) print('agent over ws, 1 sample/s', agent)
  for (const { name, run } of peers) print('agent over ws, 1 sample/s', agent, { name, cost: await run() })
  print('agent over wss, 1 sample/s', await agentCost(folder, true))
  rmSync(join(folder, `hub-${PORTS.hub}`), { recursive: true })
  print('agent over ws that listens, 1 sample/s', await agentCost(folder, false, ['--listen', '127.0.0.1:0']))
} finally {
  rmSync(folder, { recursive: true })
}
