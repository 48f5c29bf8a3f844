import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { guardedLookup, isForbiddenHost } from './address-guard.ts'

export type Credentials = { readonly username: string; readonly password: string } | { readonly bearer: string }

/** How a node_exporter is asked. */
export interface Asking {
  readonly url: URL
  readonly credentials: Credentials | null
  readonly ca: string | null
  readonly serverName: string | null
  readonly timeoutMs: number
}

/** What kept an exporter from being read. */
export type ScrapeProblem =
  | 'forbidden'
  | 'refused'
  | 'unknown_name'
  | 'unreachable'
  | 'timeout'
  | 'cut_off'
  | 'not_tls'
  | 'not_http'
  | 'certificate'
  | 'certificate_name'
  | 'credentials'
  | 'no_such_path'
  | 'redirect'
  | 'status'
  | 'too_large'
  | 'not_text_format'
  | 'not_node_exporter'
  | 'unreadable'

/** Why there is no answer, in words for people and without secrets. */
export class ScrapeError extends Error {
  override readonly name = 'ScrapeError'
  readonly problem: ScrapeProblem

  constructor(problem: ScrapeProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

const LARGEST_BODY = 8 * 1024 * 1024
const FORMATS = 'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.8,*/*;q=0.1'

/** The text that an exporter answers. Rejects with {@link ScrapeError}; redirects are not followed. */
export async function askExporter(asking: Asking): Promise<string> {
  const { url, timeoutMs } = asking
  if (isForbiddenHost(url)) throw new ScrapeError('forbidden', 'the address is one that no exporter has')
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await sent(asking, signal)
    return await read(response)
  } catch (error) {
    if (error instanceof ScrapeError) throw error
    throw signal.aborted ? timedOut(timeoutMs) : errorFor(error)
  }
}

function sent({ url, credentials, ca, serverName, timeoutMs }: Asking, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    headers: {
      accept: FORMATS,
      'accept-encoding': 'gzip',
      'user-agent': 'Hyperion',
      'x-prometheus-scrape-timeout-seconds': String(timeoutMs / 1000),
      ...(credentials && { authorization: authorization(credentials) }),
    },
    agent: false,
    lookup: guardedLookup,
    signal,
  }
  return new Promise((resolve, reject) => {
    const tls = { ...options, ...(ca !== null && { ca }), ...(serverName !== null && { servername: serverName }) }
    const request = url.protocol === 'https:' ? httpsRequest(url, tls, resolve) : httpRequest(url, options, resolve)
    request.on('error', reject)
    request.end()
  })
}

function authorization(credentials: Credentials): string {
  if ('bearer' in credentials) return `Bearer ${credentials.bearer}`
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

async function read(response: IncomingMessage): Promise<string> {
  const problem = problemOf(response)
  if (problem) {
    response.destroy()
    throw problem
  }
  const body = response.headers['content-encoding'] === 'gzip' ? unpacked(response) : response
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new ScrapeError('too_large', `answered more than ${LARGEST_BODY / 1024 / 1024} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function unpacked(response: IncomingMessage): Readable {
  const gunzip = createGunzip()
  response.on('error', (error) => gunzip.destroy(error))
  // Who stops reading what comes out wants nothing more of what goes in.
  gunzip.on('close', () => response.destroy())
  return response.pipe(gunzip)
}

function problemOf({ statusCode: status = 0 }: IncomingMessage): ScrapeError | null {
  if (status === 200) return null
  if (status === 401 || status === 403) return new ScrapeError('credentials', `answered ${status}: the credentials are missing or wrong`)
  if (status === 404) return new ScrapeError('no_such_path', 'answered 404: there is nothing at this path, usually it is /metrics')
  if (status >= 300 && status < 400) return new ScrapeError('redirect', `answered ${status}: redirects are not followed`)
  return new ScrapeError('status', `answered ${status}`)
}

const UNKNOWN_AUTHORITY = ['certificate', 'its certificate is from an authority that is not known'] as const

const BY_CODE: Readonly<Record<string, readonly [ScrapeProblem, string]>> = {
  EFORBIDDEN: ['forbidden', 'the name leads to an address that no exporter has'],
  ECONNREFUSED: ['refused', 'nothing listens there (connection refused)'],
  ENOTFOUND: ['unknown_name', 'the name is unknown to DNS'],
  EAI_AGAIN: ['unknown_name', 'the name could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'the machine cannot be reached (no route)'],
  ENETUNREACH: ['unreachable', 'the network cannot be reached'],
  ETIMEDOUT: ['timeout', 'no connection in time'],
  ECONNRESET: ['cut_off', 'the connection was cut off'],
  EPROTO: ['not_tls', 'it does not speak TLS there'],
  HPE_INVALID_CONSTANT: ['not_http', 'it does not speak HTTP there'],
  CERT_HAS_EXPIRED: ['certificate', 'its certificate has expired'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['certificate', 'its certificate is self-signed'],
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  ERR_TLS_CERT_ALTNAME_INVALID: ['certificate_name', 'its certificate is for another name'],
}

function timedOut(timeoutMs: number): ScrapeError {
  return new ScrapeError('timeout', `no whole answer within ${timeoutMs / 1000} s`)
}

function errorFor(error: unknown): ScrapeError {
  const { name, code = '' } = error as NodeJS.ErrnoException
  const [problem, message] = BY_CODE[code.startsWith('ERR_SSL') ? 'EPROTO' : code] ?? ['unreadable', `cannot be read (${code || name})`]
  return new ScrapeError(problem, message)
}
