import { connect, isIP, type Socket } from 'node:net'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import type { Finding, FindingCode } from '@hyperion/wire/check'
import { Line } from '../remote/line.ts'
import type { HubAddress } from '../remote/socket.ts'

/** A check that cannot go on, with what it found last. */
export class Blocked extends Error {
  override readonly name = 'Blocked'
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.code)
    this.finding = finding
  }
}

export type Report = (step: Finding['step'], state: Finding['state'], code: FindingCode, params?: Finding['params']) => void

const CONNECT_MS = 5_000
const DAY_MS = 86_400_000
const SOON_DAYS = 14

export function blocked(step: Finding['step'], code: FindingCode, params: Finding['params'] = {}): Blocked {
  return new Blocked({ step, state: 'failed', code, params })
}

/** Name, connection and TLS to the hub, each told of; throws {@link Blocked}. */
export async function openLine(address: HubAddress, report: Report): Promise<Line> {
  const { url } = address
  const secure = url.protocol === 'https:'
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (secure ? 443 : 80)
  const target = await resolved(name, report)
  const socket = await connected(target, port, report)
  if (secure) return new Line(await encrypted(socket, { name, port, ...address }, report))
  const local = /^(127\.|::1$)/.test(target)
  report('tls', local ? 'ok' : 'warning', local ? 'plain' : 'plain_remote')
  return new Line(socket)
}

async function resolved(name: string, report: Report): Promise<string> {
  // Not with the file: an agent that runs has it beside it, and never looks a name up by itself.
  const { lookup } = await import('node:dns/promises')
  const addresses = await lookup(name, { all: true }).catch(() => [])
  const [first] = addresses
  if (!first) throw blocked('resolve', 'unresolved', { name })
  if (!isIP(name)) report('resolve', 'ok', 'resolved', { name, addresses: addresses.map(({ address }) => address).join(', ') })
  return name
}

async function connected(host: string, port: number, report: Report): Promise<Socket> {
  const params = { address: host, port: String(port) }
  const socket = connect({ host, port })
  const error = await settled(socket, 'connect', CONNECT_MS)
  if (!error) {
    report('connect', 'ok', 'connected', params)
    return socket
  }
  socket.destroy()
  if (error === 'timeout' || codeOf(error) === 'ETIMEDOUT') throw blocked('connect', 'connection_timeout', params)
  if (codeOf(error) === 'ECONNREFUSED') throw blocked('connect', 'connection_refused', params)
  throw blocked('connect', 'connection_failed', { ...params, reason: codeOf(error) })
}

/** The code of an error, also of one that stands for several addresses. */
function codeOf(error: Error & { code?: string }): string {
  const [first] = error instanceof AggregateError ? (error.errors as (Error & { code?: string })[]) : []
  return error.code ?? first?.code ?? error.message
}

/** Null once the event came, else the error, or `timeout`. */
function settled(socket: Socket, event: string, ms: number): Promise<(Error & { code?: string }) | 'timeout' | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), ms)
    const done = (outcome: Error | null): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    socket.once(event, () => done(null))
    socket.once('error', done)
    socket.once('close', () => done(new Error('the connection was closed')))
  })
}

type Peer = HubAddress & { readonly name: string; readonly port: number }

async function encrypted(plain: Socket, peer: Peer, report: Report): Promise<Socket> {
  const { name, port, pin, ca } = peer
  const tls = await import('node:tls')
  const socket = tls.connect({
    socket: plain,
    host: name,
    rejectUnauthorized: false,
    ...(ca !== null && { ca }),
    ...(!isIP(name) && { servername: name }),
  })
  const error = await settled(socket, 'secureConnect', CONNECT_MS)
  if (error) {
    socket.destroy()
    const reason = error === 'timeout' ? 'no answer in time' : codeOf(error)
    if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|EPROTO/.test(reason)) throw blocked('tls', 'tls_none', { port: String(port) })
    throw blocked('tls', 'tls_failed', { reason })
  }
  const finding = pin === null ? verified(socket, name, tls.checkServerIdentity) : pinned(socket, pin)
  if (finding.state === 'failed') {
    socket.destroy()
    throw new Blocked(finding)
  }
  report('tls', finding.state, finding.code, finding.params)
  return socket
}

function pinned(socket: TLSSocket, pin: string): Finding {
  const certificate = socket.getPeerCertificate()
  const got = fingerprintOf(certificate)
  if (got !== pin) return failed('tls_pin', { expected: pin, got })
  return goodFor(certificate, 'tls_pinned', {})
}

function verified(socket: TLSSocket, name: string, identity: (name: string, certificate: PeerCertificate) => Error | undefined): Finding {
  const certificate = socket.getPeerCertificate()
  const problem = (socket.authorizationError as Error & { code?: string })?.code ?? String(socket.authorizationError ?? '')
  const issuer = first(certificate.issuer?.O ?? certificate.issuer?.CN ?? '?')
  const until = day(certificate.valid_to)
  if (problem === 'CERT_HAS_EXPIRED') return failed('tls_expired', { until })
  if (problem === 'CERT_NOT_YET_VALID') return failed('tls_not_yet', { from: day(certificate.valid_from) })
  if (problem === 'DEPTH_ZERO_SELF_SIGNED_CERT') return failed('tls_self_signed', { fingerprint: fingerprintOf(certificate) })
  const misnamed = problem === 'ERR_TLS_CERT_ALTNAME_INVALID' || (problem === '' && identity(name, certificate) !== undefined)
  if (misnamed) return failed('tls_name', { name, names: namesOf(certificate) })
  if (problem !== '') return failed('tls_unknown_issuer', { issuer })
  return goodFor(certificate, 'tls_verified', { issuer })
}

function goodFor(certificate: PeerCertificate, code: FindingCode, params: Finding['params']): Finding {
  const until = day(certificate.valid_to)
  const left = Date.parse(certificate.valid_to) - Date.now()
  if (left < 0) return failed('tls_expired', { until })
  if (left < SOON_DAYS * DAY_MS) return { step: 'tls', state: 'warning', code: 'tls_ends_soon', params: { until } }
  return { step: 'tls', state: 'ok', code, params: { ...params, until } }
}

function failed(code: FindingCode, params: Finding['params']): Finding {
  return { step: 'tls', state: 'failed', code, params }
}

function fingerprintOf({ fingerprint256 }: PeerCertificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase()
}

function namesOf({ subjectaltname, subject }: PeerCertificate): string {
  return subjectaltname?.replaceAll(/DNS:|IP Address:/g, '') ?? first(subject?.CN ?? '?')
}

function first(name: string | string[]): string {
  return String(Array.isArray(name) ? name[0] : name)
}

function day(date: string): string {
  return new Date(date).toISOString().slice(0, 10)
}
