import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { checkServerIdentity, connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import { ActionError } from '@hyperion/domain/actions'
import { NETWORK_LIMITS, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { shown } from '../processes/shown.ts'
import { problemOf } from './connecting.ts'
import { type Outlet, ownOutlet } from './outlet.ts'

type Result = ResultOf<'network.tls'>

const PORT = 443
const PATIENCE_MS = 10_000

/** Shakes hands, and tells what the server showed; whatever is wrong with it is told, not refused. */
export async function probeTls(
  params: ParamsOf<'network.tls'>,
  { signal }: Pick<Run, 'signal'>,
  outlet: Outlet = ownOutlet,
): Promise<Result> {
  const trusted = await outlet.trusted(signal)
  const { target, port = PORT, serverName = target } = params
  const address = await outlet.addressOf(params, signal)
  const { socket, ms } = await outlet.connected(address, port, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    throw new ActionError('failed', `no connection to ${address} port ${port}: ${problemOf(error)}`)
  })
  const begun = performance.now()
  const secured = await handshake(socket, { serverName, trusted }, signal)
  const handshakeMs = performance.now() - begun
  try {
    const chain = chainOf(secured.getPeerCertificate(true))
    const problem = secured.authorized ? null : problemText(secured.authorizationError)
    return {
      address,
      connectMs: ms,
      handshakeMs,
      protocol: shown(secured.getProtocol() ?? '', 32),
      cipher: shown(secured.getCipher().standardName, 128),
      trusted: secured.authorized,
      problem,
      nameMatches: checkServerIdentity(serverName, secured.getPeerCertificate()) === undefined,
      chain,
    }
  } finally {
    secured.destroy()
  }
}

interface Handshake {
  readonly serverName: string
  readonly trusted: readonly string[]
}

function handshake(socket: Duplex, { serverName, trusted }: Handshake, signal: AbortSignal): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>()
  const secured = connect({
    socket,
    // A name alone may be asked for.
    ...(isIP(serverName) === 0 && { servername: serverName }),
    rejectUnauthorized: false,
    // Told apart from whether its issuer is trusted.
    checkServerIdentity: () => undefined,
    ca: [...trusted],
    // Old servers are to be seen as well: nothing is sent to them.
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  const fail = (message: string): void => {
    secured.destroy()
    reject(new ActionError('failed', message))
  }
  const late = setTimeout(() => fail('no end of the handshake: perhaps this port does not speak TLS'), PATIENCE_MS)
  const abort = (): void => {
    secured.destroy()
    reject(signal.reason)
  }
  signal.addEventListener('abort', abort, { once: true })
  secured.once('secureConnect', () => resolve(secured))
  secured.on('error', (error) => fail(`no TLS: ${problemOf(error)}`))
  secured.once('close', () => fail('the server hung up in the handshake'))
  return promise.finally(() => {
    clearTimeout(late)
    signal.removeEventListener('abort', abort)
  })
}

function problemText(error: unknown): string {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)
  return shown(code, 255)
}

function chainOf(own: DetailedPeerCertificate): Result['chain'] {
  const chain: Result['chain'][number][] = []
  const seen = new Set<string>()
  for (let each: DetailedPeerCertificate | undefined = own; each?.raw && chain.length < NETWORK_LIMITS.certificates; ) {
    const certificate = new X509Certificate(each.raw)
    if (seen.has(certificate.fingerprint256)) break
    seen.add(certificate.fingerprint256)
    chain.push(certificateOf(certificate))
    each = each.issuerCertificate
  }
  return chain
}

function certificateOf(certificate: X509Certificate): Result['chain'][number] {
  const { subject, issuer, subjectAltName = '', validFromDate, validToDate, serialNumber, fingerprint256 } = certificate
  const oneLine = (text: string | undefined): string => shown((text ?? '').replaceAll('\n', ', '), 1000)
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    names: subjectAltName
      .split(', ')
      .filter((name) => name !== '')
      .slice(0, NETWORK_LIMITS.names)
      .map((name) => shown(name.replace(/^(DNS|IP Address):/, ''), 255)),
    validFrom: Math.max(0, validFromDate.getTime()),
    validTo: Math.max(0, validToDate.getTime()),
    serial: shown(serialNumber, 128),
    fingerprint: shown(fingerprint256, 128),
    key: keyOf(certificate),
    selfSigned: subject === issuer,
  }
}

function keyOf(certificate: X509Certificate): string {
  try {
    const { asymmetricKeyType = '', asymmetricKeyDetails } = certificate.publicKey
    const detail = asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve ?? ''
    return shown(`${asymmetricKeyType.toUpperCase()} ${detail}`.trim(), 64)
  } catch {
    return ''
  }
}
