import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export interface OutgoingOptions {
  /** `host:port` of addresses inside the own network that may be called, or `all`. */
  readonly allowPrivate: readonly string[]
  readonly timeoutMs?: number
  /** Finds the addresses of a name. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>
}

const TIMEOUT_MS = 10_000
/** Somebody is waiting for the answer. */
const LOOKUP_MS = 2_000
const LONGEST_BODY = 64 * 1024

/** The one way out to addresses that users enter: never into the hub's own network, never along a redirect. */
export class Outgoing {
  readonly #options: OutgoingOptions

  constructor(options: OutgoingOptions) {
    this.#options = options
  }

  /** Whether the address may be called even when it is inside the own network. */
  allowsPrivate(url: URL): boolean {
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    const { allowPrivate } = this.#options
    return allowPrivate.includes('all') || allowPrivate.includes(`${url.hostname}:${port}`)
  }

  /** Posts JSON; whatever goes wrong on the way is an error in words, without the address, which may hold secrets. */
  async post(
    url: URL,
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer | { readonly error: string }> {
    const about = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    return this.#send('POST', url, body, { ...about, ...headers })
  }

  /** As {@link Outgoing.post}, with nothing to say. */
  get(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer | { readonly error: string }> {
    return this.#send('GET', url, '', headers)
  }

  async #send(
    method: 'GET' | 'POST',
    url: URL,
    body: string | Buffer,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer | { readonly error: string }> {
    try {
      const { address, family } = await this.#checkedAddress(url)
      return await exchange(url, body, {
        method,
        headers,
        // The name is not looked up again: a second answer might name another machine than the one checked.
        lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
        agent: false,
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? TIMEOUT_MS),
      })
    } catch (error) {
      return { error: wordsFor(error) }
    }
  }

  /** Why the address may not be called, as far as can be told by now: a name that is unknown today may be known later. */
  async refusal(url: URL): Promise<string | null> {
    const patience = Promise.withResolvers<null>()
    const timer = setTimeout(() => patience.resolve(null), LOOKUP_MS)
    const verdict = this.#checkedAddress(url).then(
      () => null,
      (error: unknown) => (error instanceof Refused ? error.message : null),
    )
    return Promise.race([verdict, patience.promise]).finally(() => clearTimeout(timer))
  }

  async #checkedAddress(url: URL): Promise<LookupAddress> {
    if (!['http:', 'https:'].includes(url.protocol)) throw new Refused('only http and https addresses are called')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const family = isIP(host)
    const resolve = this.#options.resolve ?? ((name) => lookup(name, { all: true }))
    const addresses = family ? [{ address: host, family }] : await resolve(host)
    const [first] = addresses
    if (!first) throw new Refused('the name has no address')
    if (!this.allowsPrivate(url) && !addresses.every(({ address }) => isPublicAddress(address))) {
      throw new Refused('the address is inside a private network (HYPERION_ALLOW_PRIVATE_WEBHOOKS)')
    }
    return first
  }
}

class Refused extends Error {}

function exchange(url: URL, body: string | Buffer, options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = begin(url, options, (response) => read(response).then(resolve, reject))
    request.on('error', reject)
    request.end(body)
  })
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > LONGEST_BODY) break
  }
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
  return { status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8') }
}

function wordsFor(error: unknown): string {
  if (error instanceof Refused) return error.message
  const { name, code } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || name === 'AbortError') return 'no answer in time'
  return `cannot be reached (${code ?? name})`
}
