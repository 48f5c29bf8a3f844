/**
 * A thousand hosts that report every 15 s over real connections, and twenty browsers that look at all of them: what the
 * answer with all hosts weighs and takes, how late the hub's event loop is meanwhile, and what the page takes in a Chromium.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { printFigure } from './figures.ts'
import { ReportingAgents, seedHosts } from './fleet-agents.ts'

const HOSTS = Number(process.env.FLEET_HOSTS ?? 1_000)
const INTERVAL_MS = 15_000
const SOCKETS = 20
const MEASURE_MS = 45_000
const REQUESTS = 50
const PORT = 18_473
const BASE = `http://127.0.0.1:${PORT}`
const PASSWORD = 'a calm lake at dawn 42'
const HUB = fileURLToPath(new URL('./fill/fleet-hub.ts', import.meta.url))
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const BUDGETS = { bytes: 300, request: 20, delay: 20, firstRows: 1_500, script: 150, longest: 50 } as const

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] as number

interface Loop {
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** Percent of a core. */
  readonly cpu: number
}

async function loopOf(hub: ChildProcess): Promise<Loop> {
  const told = once(hub, 'message')
  hub.send('tell')
  return (await told)[0] as Loop
}

async function startHub(dataDir: string): Promise<ChildProcess> {
  const env = {
    ...process.env,
    HYPERION_DATA_DIR: dataDir,
    HYPERION_PORT: String(PORT),
    HYPERION_ADMIN_PASSWORD: PASSWORD,
    HYPERION_RATE_LIMIT: 'off',
  }
  const started = performance.now()
  const hub = fork(HUB, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  for (let tries = 0; tries < 2_000; tries++) {
    const answer = await fetch(`${BASE}/health`).catch(() => undefined)
    if (answer?.status === 200) {
      printFigure({ what: `hub with ${HOSTS} hosts: ready, from its sources`, unit: 'ms', value: performance.now() - started })
      return hub
    }
    await pause(10)
  }
  throw new Error('the hub did not become healthy')
}

async function signedIn(): Promise<string> {
  const body = JSON.stringify({ username: 'admin', password: PASSWORD })
  const answer = await fetch(`${BASE}/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return ((await answer.json()) as { token: string }).token
}

async function measureAnswer(authorization: string): Promise<void> {
  const times: number[] = []
  let text = ''
  for (let i = 0; i < REQUESTS; i++) {
    const began = performance.now()
    text = await (await fetch(`${BASE}/api/fleet`, { headers: { authorization } })).text()
    times.push(performance.now() - began)
    await pause(100)
  }
  printFigure({ what: 'GET /api/fleet, bytes a host', unit: 'B', value: text.length / HOSTS, budget: BUDGETS.bytes })
  printFigure({ what: 'GET /api/fleet, gzipped', unit: 'KiB', value: gzipSync(text).length / 1024 })
  printFigure({ what: 'GET /api/fleet, median', unit: 'ms', value: at(times, 0.5), budget: BUDGETS.request })
  printFigure({ what: 'GET /api/fleet, p99', unit: 'ms', value: at(times, 0.99) })
}

async function measureLoop(hub: ChildProcess, what: string, received: () => number): Promise<void> {
  await loopOf(hub)
  const before = received()
  await pause(MEASURE_MS)
  const { p50, p99, max, cpu } = await loopOf(hub)
  printFigure({ what: `${what}: event loop late, p50`, unit: 'ms', value: p50 })
  printFigure({ what: `${what}: event loop late, p99`, unit: 'ms', value: p99, budget: BUDGETS.delay })
  printFigure({ what: `${what}: event loop late, longest`, unit: 'ms', value: max })
  printFigure({ what: `${what}: hub`, unit: '% of a core', value: cpu })
  const pss = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${hub.pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024
  printFigure({ what: `${what}: hub, PSS`, unit: 'MiB', value: pss })
  const bytes = (received() - before) / SOCKETS / (MEASURE_MS / 1000)
  if (bytes > 0) printFigure({ what: `${what}: each socket gets`, unit: 'KiB/s', value: bytes / 1024 })
}

async function follow(token: string): Promise<{ sockets: readonly WebSocket[]; received: () => number }> {
  let bytes = 0
  const sockets = Array.from({ length: SOCKETS }, () => new WebSocket(`${BASE.replace('http', 'ws')}/ws/live/?token=${token}`))
  await Promise.all(sockets.map((socket) => once(socket, 'open')))
  for (const socket of sockets) {
    socket.addEventListener('message', ({ data }) => {
      const text = String(data)
      if (text.startsWith('{"type":"fleet"')) bytes += text.length
    })
    socket.send('{"type":"fleet","on":true}')
  }
  return { sockets, received: () => bytes }
}

async function seconds(session: CDPSession): Promise<{ script: number; layout: number; task: number }> {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0
  return { script: of('ScriptDuration'), layout: of('RecalcStyleDuration') + of('LayoutDuration'), task: of('TaskDuration') }
}

async function measurePage(page: Page): Promise<void> {
  await page.goto(`${BASE}/app/`)
  await page.fill('[name=username]', 'admin')
  await page.fill('[name=password]', PASSWORD)
  await page.click('button[type=submit]')
  await page.getByRole('navigation').first().waitFor()
  const began = performance.now()
  await page.goto(`${BASE}/app/hosts`)
  await page.locator('[role=row][aria-rowindex="2"]').waitFor()
  printFigure({ what: 'page of all hosts: first rows', unit: 'ms', value: performance.now() - began, budget: BUDGETS.firstRows })
  await pause(2_000)
  const session = await page.context().newCDPSession(page)
  // Of the thread itself: what other programs take does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await seconds(session)
  await pause(15_000)
  const after = await seconds(session)
  printFigure({
    what: 'page at rest: scripts a second',
    unit: 'ms',
    value: ((after.script - before.script) / 15) * 1000,
    budget: BUDGETS.script,
  })
  printFigure({ what: 'page at rest: all work a second', unit: 'ms of CPU', value: ((after.task - before.task) / 15) * 1000 })
  const rows = await page.locator('[role=row]').count()
  printFigure({ what: 'page at rest: rows in the document', unit: '', value: rows })
  await measureScroll(page, session)
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the thread itself. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/**
 * How long each task of the page's main thread takes while it is scrolled from top to bottom: scripts, styles, layout and
 * the list of what to paint. Drawing the pixels is work of other threads and does not count.
 */
async function measureScroll(page: Page, session: CDPSession): Promise<void> {
  const events: TraceEvent[] = []
  const before = await seconds(session)
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', '__metadata'] } })
  await page.mouse.move(700, 500)
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(0, 700)
    await pause(50)
  }
  const after = await seconds(session)
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = events.filter(({ pid, tid, tdur }) => tdur !== undefined && main.has(`${pid} ${tid}`)).map(({ tdur = 0 }) => tdur / 1000)
  const spent = (what: 'script' | 'layout' | 'task') => (after[what] - before[what]) * 1000
  printFigure({ what: 'scrolling through the hosts: scripts, in all', unit: 'ms of CPU', value: spent('script') })
  printFigure({ what: 'scrolling through the hosts: styles and layout', unit: 'ms of CPU', value: spent('layout') })
  printFigure({ what: 'scrolling through the hosts: all work', unit: 'ms of CPU', value: spent('task') })
  printFigure({ what: 'scrolling through the hosts: tasks over 50 ms', unit: '', value: tasks.filter((ms) => ms > 50).length, budget: 0 })
  printFigure({ what: 'scrolling through the hosts: longest task', unit: 'ms', value: Math.max(0, ...tasks), budget: BUDGETS.longest })
}

if (!existsSync(CHROMIUM)) throw new Error(`no Chromium at ${CHROMIUM}: install it, or name it in CHROMIUM`)
const dataDir = mkdtempSync(join(tmpdir(), 'hyperion-fleet-'))
const keys = await seedHosts(join(dataDir, 'hyperion.db'), HOSTS)
const hub = await startHub(dataDir)
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
let agents: ReportingAgents | undefined
try {
  const token = await signedIn()
  agents = await ReportingAgents.connect(BASE.replace('http', 'ws'), keys)
  agents.report(INTERVAL_MS)
  await pause(INTERVAL_MS + 2_000)
  await measureAnswer(`Bearer ${token}`)
  await measureLoop(hub, 'nobody looks', () => 0)
  const { sockets, received } = await follow(token)
  await measureLoop(hub, `${SOCKETS} sockets follow`, received)
  for (const socket of sockets) socket.close()
  await measurePage(await browser.newPage({ viewport: { width: 1440, height: 900 } }))
} finally {
  await browser.close()
  agents?.stop()
  const ended = once(hub, 'exit')
  hub.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true })
}
