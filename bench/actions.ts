/** How long from a click to its effect on a host, and to the answer: a hub and an agent in processes of their own, over the loopback. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { printFigure } from './figures.ts'
import { HubProcess } from './hub-process.ts'

const AGENT = fileURLToPath(new URL('../dist/agent/hyperion-agent.cjs', import.meta.url))
const CLICKS = 60

interface Row {
  readonly pid: number
  readonly command: string
  readonly started_at: number
}

interface Times {
  /** Milliseconds until the process was gone, and until the answer. */
  readonly effect: number[]
  readonly answer: number[]
}

type Click = (row: Row) => Promise<void>

async function json<T>(url: string, headers: Record<string, string>, body?: object): Promise<T> {
  const content = body && { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(url, { headers: { ...headers, ...(body && { 'content-type': 'application/json' }) }, ...content })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** An agent at operate; its host, once it takes orders. */
async function startAgent(
  hub: HubProcess,
  headers: Record<string, string>,
  folder: string,
): Promise<{ agent: ChildProcess; host: number }> {
  const { token } = await json<{ token: string }>(`${hub.base}/api/enrolment-tokens`, headers, {})
  const args = [AGENT, '--hub', hub.base, '--token', token, '--data', folder, '--tier', 'operate', '--no-containers']
  const agent = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  for (let tries = 0; tries < 600; tries++) {
    const { hosts } = await json<{ hosts: { id: number; kind: string }[] }>(`${hub.base}/api/hosts`, headers)
    const host = hosts.find(({ kind }) => kind === 'agent')?.id
    const path = `${hub.base}/api/hosts/${host}/capabilities`
    if (host && (await json<{ capabilities: object | null }>(path, headers)).capabilities) return { agent, host }
    await delay(50)
  }
  throw new Error('the agent did not come')
}

/** A socket of operations on which one thing is asked after the other. */
class Operating {
  readonly #socket: WebSocket
  #ref = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
  }

  static async open(hub: HubProcess, headers: Record<string, string>): Promise<Operating> {
    const socket = new WebSocket(`${hub.base.replace('http', 'ws')}/ws/operations/`, { headers })
    await once(socket, 'open')
    return new Operating(socket)
  }

  /** Settles with the rows when it has ended. */
  ask(request: object): Promise<readonly Row[]> {
    const rows: Row[] = []
    const ended = new Promise<readonly Row[]>((resolve, reject) => {
      const hear = (data: Buffer): void => {
        const message = JSON.parse(String(data)) as { type: string; rows: Row[]; state: string }
        if (message.type === 'rows') rows.push(...message.rows)
        if (message.type !== 'ended' && message.type !== 'error') return
        this.#socket.off('message', hear)
        if (message.state === 'succeeded') resolve(rows)
        else reject(new Error(String(data)))
      }
      this.#socket.on('message', hear)
    })
    this.#socket.send(JSON.stringify({ type: 'start', ref: ++this.#ref, ...request }))
    return ended
  }

  close(): void {
    this.#socket.terminate()
  }
}

/** Ends one process of its own with each click. */
async function clicks(list: () => Promise<readonly Row[]>, click: Click): Promise<Times> {
  const children = Array.from({ length: CLICKS }, () => spawn('sleep', ['600'], { stdio: 'ignore' }))
  try {
    let rows = new Map<number, Row>()
    while (children.some(({ pid }) => !rows.has(pid as number))) {
      await delay(100)
      rows = new Map((await list()).map((row) => [row.pid, row]))
    }
    const times: Times = { effect: [], answer: [] }
    for (const child of children) {
      const row = rows.get(child.pid as number)
      if (!row) throw new Error('a process is not listed')
      const begun = performance.now()
      const gone = once(child, 'exit').then(() => times.effect.push(performance.now() - begun))
      await Promise.all([gone, click(row).then(() => times.answer.push(performance.now() - begun))])
    }
    return times
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
}

function print(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  printFigure({ what: `${what}, median`, unit: 'ms', value: at(0.5) })
  printFigure({ what: `${what}, p99`, unit: 'ms', value: at(0.99) })
}

const folder = mkdtempSync(join(tmpdir(), 'hyperion-bench-'))
const hub = await HubProcess.start(join(folder, 'hub'))
let agent: ChildProcess | null = null
try {
  const headers = await hub.signIn()
  const started = await startAgent(hub, headers, join(folder, 'agent'))
  const { host } = started
  agent = started.agent
  const socket = await Operating.open(hub, headers)
  const list = (): Promise<readonly Row[]> => socket.ask({ host, operation: 'process.list', params: {} })
  const changed = ({ command, started_at }: Row) => ({ signal: 'TERM', command, started_at })
  const overHttp: Click = async (row) => {
    await json(`${hub.base}/api/hosts/${host}/processes/${row.pid}/signal`, headers, { ...changed(row), reason: 'bench' })
  }
  const overSocket: Click = async (row) => {
    await socket.ask({ host, operation: 'process.signal', params: { pid: row.pid, ...changed(row) }, reason: 'bench' })
  }
  for (const [name, click] of [
    ['HTTP', overHttp],
    ['WebSocket', overSocket],
  ] as const) {
    const { effect, answer } = await clicks(list, click)
    print(`a click over ${name} until the process is gone`, effect)
    print(`a click over ${name} until the answer`, answer)
  }
  socket.close()
} finally {
  if (agent) {
    const ended = once(agent, 'exit')
    agent.kill('SIGTERM')
    await ended
  }
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
}
