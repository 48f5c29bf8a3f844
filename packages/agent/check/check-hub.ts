import { randomBytes } from 'node:crypto'
import type { Finding } from '@hyperion/wire/check'
import { monotonicMs } from '../monotonic.ts'
import { type Head, type Line, LineError } from '../remote/line.ts'
import type { HubAddress } from '../remote/socket.ts'
import { clientFrame, OPCODE, readFrame } from '../remote/websocket-frames.ts'
import { Blocked, blocked, openLine, type Report } from './open-line.ts'

export interface CheckOptions extends HubAddress {
  /** By which the hub is recognised; null when any will do. */
  readonly hubKey: string | null
  /** Whether to wait for a proxy that cuts quiet connections, which takes ten seconds. */
  readonly idle?: boolean
}

const ANSWER_MS = 8_000
/** The hub itself ends a connection without a handshake after 10 s, and says so. */
const IDLE = { mostMs: 15_000, hubMs: 9_500, closed: 4408 } as const
const CLOCK = { worthTellingMs: 5_000, refusedMs: 60_000 } as const

interface HubFacts {
  readonly product: string
  readonly key: string
  readonly now: number
}

/** Goes the way that an agent's connection takes, step by step up to the first that fails, and says how each is. */
export async function checkHub(options: CheckOptions, tell: (finding: Finding) => void = () => {}): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const note = (finding: Finding): void => {
    findings.push(finding)
    tell(finding)
  }
  const report: Report = (step, state, code, params = {}) => note({ step, state, code, params })
  try {
    const server = await askHub(options, report)
    await tryWebSocket(options, server, report)
  } catch (error) {
    if (!(error instanceof Blocked)) throw error
    note(error.finding)
  }
  return findings
}

/** The `Server` header of whoever answers. */
async function askHub(options: CheckOptions, report: Report): Promise<string> {
  const line = await openLine(options, report)
  try {
    const sentAt = Date.now()
    line.write(requestFor(options.url, 'api/agent/hub', ['accept: application/json', 'connection: close']))
    const head = await answered(() => line.head(ANSWER_MS), 'http')
    const server = head.headers.server ?? ''
    const params = { status: String(head.status), server }
    const facts = head.status === 200 ? factsIn(await answered(() => line.body(head, ANSWER_MS), 'http')) : null
    if (!facts) throw notTheHub(head, params)
    if (options.hubKey !== null && facts.key !== options.hubKey) throw blocked('http', 'other_hub')
    report('http', 'ok', 'hub', { server })
    compareClocks(facts.now, (sentAt + Date.now()) / 2, report)
    return server
  } finally {
    line.close()
  }
}

async function answered<T>(read: () => Promise<T>, step: 'http'): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof LineError)) throw error
    throw error.kind === 'timeout' ? blocked(step, 'http_timeout') : blocked(step, 'http_garbled', { reason: error.message })
  }
}

function requestFor(url: URL, path: string, headers: readonly string[]): string {
  const target = `${url.pathname.replace(/\/+$/, '')}/${path}`
  return [`GET ${target} HTTP/1.1`, `host: ${url.host}`, 'user-agent: hyperion-check', ...headers, '', ''].join('\r\n')
}

function factsIn(body: string): HubFacts | null {
  try {
    const facts = JSON.parse(body) as HubFacts
    return facts.product === 'hyperion' && typeof facts.key === 'string' && typeof facts.now === 'number' ? facts : null
  } catch {
    return null
  }
}

function notTheHub({ status, headers }: Head, params: Finding['params']): Blocked {
  if (status >= 300 && status < 400) return blocked('http', 'http_redirect', { ...params, location: headers.location ?? '?' })
  if (status === 401 || status === 403 || status === 407) return blocked('http', 'http_login', params)
  if (status === 502 || status === 503 || status === 504) return blocked('http', 'http_bad_gateway', params)
  if (status === 404) return blocked('http', 'http_not_found', params)
  return blocked('http', 'http_not_hub', params)
}

function compareClocks(hubNow: number, now: number, report: Report): void {
  const ahead = now - hubNow
  const seconds = String(Math.round(Math.abs(ahead) / 1000))
  if (Math.abs(ahead) < CLOCK.worthTellingMs) report('clock', 'ok', 'clock_right')
  else if (ahead > CLOCK.refusedMs) report('clock', 'failed', 'clock_refused', { seconds })
  else report('clock', 'warning', ahead > 0 ? 'clock_ahead' : 'clock_behind', { seconds })
}

async function tryWebSocket(options: CheckOptions, server: string, report: Report): Promise<void> {
  const line = await openLine(options, () => {})
  try {
    await upgrade(line, options, server)
    const openedAt = monotonicMs()
    await exchange(line, server)
    report('websocket', 'ok', 'upgraded')
    if (options.idle) await waitQuietly(line, openedAt, server, report)
  } finally {
    line.close()
  }
}

async function upgrade(line: Line, { url }: CheckOptions, server: string): Promise<void> {
  const key = randomBytes(16).toString('base64')
  const headers = ['upgrade: websocket', 'connection: Upgrade', 'sec-websocket-version: 13', `sec-websocket-key: ${key}`]
  line.write(requestFor(url, 'ws/agent/', headers))
  const head = await line.head(ANSWER_MS).catch((error: unknown) => {
    if (!(error instanceof LineError)) throw error
    const params = { server, reason: error.message }
    throw error.kind === 'timeout' ? blocked('websocket', 'upgrade_timeout', params) : blocked('websocket', 'upgrade_dropped', params)
  })
  const { status } = head
  if (status === 101) return
  const params = { status: String(status), server: head.headers.server ?? server }
  // The hub answers so what asks for no upgrade; so would it not if it had been asked for one.
  if (status === 426) throw blocked('websocket', 'upgrade_stripped', params)
  if (status === 401 || status === 403 || (status >= 300 && status < 400)) throw blocked('websocket', 'upgrade_denied', params)
  throw blocked('websocket', status === 502 || status === 503 || status === 504 ? 'upgrade_bad_gateway' : 'upgrade_refused', params)
}

/** Says hello as nobody in particular, to see that something comes back. */
async function exchange(line: Line, server: string): Promise<void> {
  const random = (): string => randomBytes(32).toString('base64url')
  const about = { protocol: 1, version: 'check', features: [], process: 'check', hostname: 'check' }
  line.write(clientFrame(OPCODE.text, Buffer.from(JSON.stringify({ type: 'hello', ...about, key: random(), nonce: random() }))))
  try {
    await line.take(readFrame, ANSWER_MS)
  } catch (error) {
    if (!(error instanceof LineError)) throw error
    if (error.kind === 'timeout') throw blocked('websocket', 'websocket_silent', { server })
    throw blocked('websocket', 'upgrade_dropped', { server, reason: error.message })
  }
}

async function waitQuietly(line: Line, openedAt: number, server: string, report: Report): Promise<void> {
  const seconds = (): string => String(Math.round((monotonicMs() - openedAt) / 1000))
  try {
    for (;;) {
      const { opcode, payload } = await line.take(readFrame, IDLE.mostMs)
      if (opcode === OPCODE.close && payload.length >= 2 && payload.readUInt16BE(0) === IDLE.closed) break
    }
  } catch (error) {
    if (!(error instanceof LineError)) throw error
    const early = error.kind === 'closed' && monotonicMs() - openedAt < IDLE.hubMs
    if (early) throw blocked('idle', 'cut', { seconds: seconds(), server })
  }
  report('idle', 'ok', 'held', { seconds: seconds() })
}
