import { DomainError } from '@hyperion/domain/errors'
import { oneLine, shortened } from '@hyperion/domain/text'
import type { Clock } from '@hyperion/ports/clock'
import { importPKCS8, SignJWT } from 'jose'
import type { Outgoing } from '../notifications/index.ts'
import type { ServiceAccountKey } from './key.ts'

export interface GoogleLogin {
  readonly key: ServiceAccountKey
  /** Origin of Google's APIs, when elsewhere than usual. */
  readonly server: string | null
}

export interface GoogleClientDeps {
  readonly outgoing: Pick<Outgoing, 'post' | 'get'>
  readonly clock: Clock
}

/** Google says no, and would say so again. */
export class GoogleRefusal extends Error {}

export type GoogleAnswer = Readonly<Record<string, unknown>>

/** Calls with a token. */
export interface GoogleSession {
  get(api: GoogleApi, path: string, query: Readonly<Record<string, string>>): Promise<GoogleAnswer>
  post(api: GoogleApi, path: string, query: Readonly<Record<string, string>>, body: object): Promise<GoogleAnswer>
}

type GoogleApi = keyof typeof SERVERS

const SERVERS = { drive: 'https://www.googleapis.com', docs: 'https://docs.googleapis.com' } as const
/** Documents are made in a folder that was not made by the account: a narrower scope does not see it. */
const SCOPE = 'https://www.googleapis.com/auth/drive'
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const ASSERTION_SECONDS = 600
const LONGEST_WAIT_SECONDS = 600
/** Of 403: asked too often, which passes. */
const LIMITS = /rateLimitExceeded|RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED/i
/** Of 4xx: says nothing about whether it will be taken later. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 409, 425, 429])

/** The APIs of Google for a service account. Rejects with {@link GoogleRefusal} when trying again is of no use. */
export class GoogleClient {
  readonly #deps: GoogleClientDeps

  constructor(deps: GoogleClientDeps) {
    this.#deps = deps
  }

  /** Asks for a token. */
  async signIn({ key, server }: GoogleLogin): Promise<GoogleSession> {
    const form = new URLSearchParams({ grant_type: GRANT, assertion: await this.#assertion(key) })
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = checked('the token', await this.#deps.outgoing.post(new URL(key.tokenUri), form.toString(), type))
    const { access_token: token } = answer
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw new Error('Google gave no token')
    const headers = { authorization: `Bearer ${token}` }
    const address = (api: GoogleApi, path: string, query: Readonly<Record<string, string>>) =>
      new URL(`${path}?${new URLSearchParams(query)}`, server ?? SERVERS[api])
    return {
      get: async (api, path, query) => checked(path, await this.#deps.outgoing.get(address(api, path, query), headers)),
      post: async (api, path, query, body) => {
        const about = { ...headers, 'content-type': 'application/json; charset=utf-8' }
        return checked(path, await this.#deps.outgoing.post(address(api, path, query), JSON.stringify(body), about))
      },
    }
  }

  async #assertion({ account, keyId, privateKey, tokenUri }: ServiceAccountKey): Promise<string> {
    const now = Math.floor(this.#deps.clock.now() / 1000)
    return new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(keyId !== null && { kid: keyId }) })
      .setIssuer(account)
      .setAudience(tokenUri)
      .setIssuedAt(now)
      .setExpirationTime(now + ASSERTION_SECONDS)
      .sign(await importPKCS8(privateKey, 'RS256'))
  }
}

function checked(what: string, raw: Awaited<ReturnType<Outgoing['get']>>): GoogleAnswer {
  if ('error' in raw) throw new Error(`Google ${raw.error}`)
  const { status, body, headers } = raw
  if (status >= 200 && status < 300) return parsed(body)
  const { error, error_description: description } = parsed(body)
  const told = typeof error === 'string' ? [error, description].filter(Boolean).join(': ') : (error as GoogleAnswer | undefined)?.message
  const reason = typeof told === 'string' ? `: ${shortened(oneLine(told), 200)}` : ''
  const words = `Google answered ${status} to ${what}${reason}`
  if (status === 429 || (status === 403 && LIMITS.test(body))) throw limited(words, headers['retry-after'])
  // A wrong clock and a lost key look alike, and somebody has to see to either.
  if (error === 'invalid_grant') throw new GoogleRefusal(words)
  if (status >= 400 && status < 500 && !PASSING.has(status)) throw new GoogleRefusal(words)
  throw new Error(words)
}

function limited(words: string, header: string | undefined): Error {
  const asked = Number(header)
  if (!Number.isFinite(asked) || asked <= 0) return new Error(words)
  return new DomainError('rate_limited', words, { retryAfter: Math.min(Math.ceil(asked), LONGEST_WAIT_SECONDS) })
}

function parsed(body: string): GoogleAnswer {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as GoogleAnswer) : {}
  } catch {
    return {}
  }
}
