import { DomainError, type ErrorCode } from '@hyperion/domain/errors'
import { type Access, permissionsOf } from '@hyperion/domain/users'
import type { Accounts, Principal } from '@hyperion/features/users'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { headerToken, type TokenScheme } from './authorization.ts'
import { SESSION_COOKIE } from './cookie.ts'
import { originAllowed } from './origin.ts'
import type { RequestLimits } from './request-limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: every route declares it. */
    access?: Access
    /** A page for browsers: who is not signed in is led to the sign-in page. */
    page?: boolean
    /** Gives or changes a way in: asks for a person, not for an API key. */
    personal?: boolean
    /** A dangerous change: whoever has a second factor needs to have shown it lately. */
    stepUp?: boolean
  }
  interface FastifyRequest {
    /** Who makes the request; null on a public route. */
    principal: Principal | null
  }
}

/** What a hook on routes learns of one, as far as it concerns access. */
export type DeclaredRoute = Pick<RouteOptions, 'method' | 'url' | 'config'>

export interface AccessOptions {
  /** None where nobody can sign in (an agent): routes that are not public then refuse every token. */
  readonly accounts: Pick<Accounts, 'authenticate' | 'wasRevoked'> | undefined
  /** Whether the browser's cookie counts; otherwise only a Bearer token does. */
  readonly cookie: boolean
  /** Word before the token in the `Authorization` header; `Bearer` when left out. */
  readonly scheme?: TokenScheme
  /** Origin of the web app when it differs from the address of the request. */
  readonly publicUrl?: string | undefined
  readonly limits?: RequestLimits | undefined
  /** None where nobody has a second factor. */
  readonly stepUp?: StepUp | undefined
}

/** Tells whether a dangerous change needs a code first. */
export interface StepUp {
  mustStepUp(principal: Principal): Promise<boolean>
}

type AccessHook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** How a request brings its secret. */
type Scheme = TokenScheme | 'Cookie'

interface Credential {
  readonly secret: string
  readonly scheme: Scheme
}

/** A secret counts only where it belongs: what a script reads is no cookie. */
const KINDS: Readonly<Record<Scheme, readonly Principal['kind'][]>> = {
  Bearer: ['token', 'jwt', 'key'],
  Token: ['permanent', 'key'],
  Cookie: ['cookie'],
}

/** Makes every route of this scope that is not public ask for its access, and refuses a route that declares none. */
export function requireAccess(app: FastifyInstance, options: AccessOptions): void {
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined) throw new Error(`route ${String(route.method)} ${route.url} declares no access`)
    if (access === 'public') return
    const { page, personal = false, stepUp } = route.config ?? {}
    const check = accessHook(access, personal, options)
    const hooks = [page ? orSignIn(check) : check, ...(stepUp && options.stepUp ? [stepUpHook(options.stepUp)] : [])]
    route.onRequest = [...hooks, ...hooksOf(route)]
  })
}

function hooksOf(route: RouteOptions): AccessHook[] {
  return [route.onRequest ?? []].flat() as AccessHook[]
}

function accessHook(access: Exclude<Access, 'public'>, personal: boolean, options: AccessOptions): AccessHook {
  return async (request, reply) => {
    const credential = credentialOf(request, options)
    if (!credential) throw new DomainError('token_missing', 'no token')
    const principal = await authenticate(options.accounts, credential)
    options.limits?.count(request, reply, principal)
    if (personal && principal.kind === 'key') throw new DomainError('key_refused', 'not with an API key')
    checkAccess(principal, access)
    request.principal = principal
  }
}

async function authenticate(accounts: AccessOptions['accounts'], { secret, scheme }: Credential): Promise<Principal> {
  const principal = await accounts?.authenticate(secret)
  if (principal && KINDS[scheme].includes(principal.kind)) return principal
  if (scheme === 'Token' && (await accounts?.wasRevoked(secret))) throw new DomainError('token_revoked', 'revoked token')
  throw new DomainError('token_invalid', 'unknown, revoked or expired token')
}

function stepUpHook(stepUp: StepUp): AccessHook {
  return async (request) => {
    const principal = principalOf(request)
    // A key can give no code; where it gets in it was let in by someone who did.
    if (principal.kind !== 'key' && (await stepUp.mustStepUp(principal)))
      throw new DomainError('step_up_required', 'no code was given lately')
  }
}

/** Leads a browser that is not signed in to the sign-in page, and from there back. */
function orSignIn(check: AccessHook): AccessHook {
  return async (request, reply) => {
    try {
      await check(request, reply)
    } catch (error) {
      const signedOut = error instanceof DomainError && SIGN_IN.includes(error.code)
      if (!signedOut || !request.headers.accept?.includes('text/html')) throw error
      return reply.redirect(`/app/?next=${encodeURIComponent(request.url)}`)
    }
  }
}

const SIGN_IN: readonly ErrorCode[] = ['token_missing', 'token_invalid', 'password_change_required']

function checkAccess({ user }: Principal, access: Exclude<Access, 'public'>): void {
  if (access === 'self') return
  if (user.mustChangePassword) throw new DomainError('password_change_required', 'the password must be changed first')
  if (!permissionsOf(user.role).includes(access)) throw new DomainError('permission_denied', 'not allowed', { permission: access })
}

/** The secret that a request brings, and how; throws when a cookie comes from another site. */
export function credentialOf(
  request: FastifyRequest,
  { scheme = 'Bearer', cookie: cookieCounts, publicUrl }: Pick<AccessOptions, 'cookie' | 'scheme' | 'publicUrl'>,
): Credential | undefined {
  const token = headerToken(request.headers.authorization, scheme) ?? upgradeToken(request)
  if (token !== undefined) return { secret: token, scheme }
  const cookie = cookieCounts ? request.cookies[SESSION_COOKIE] : undefined
  if (cookie === undefined) return undefined
  if (needsOrigin(request) && !originAllowed(request, publicUrl)) {
    throw new DomainError('origin_refused', 'the request comes from another site')
  }
  return { secret: cookie, scheme: 'Cookie' }
}

/** Browsers cannot set headers on a WebSocket: there the token may be in the address. */
function upgradeToken(request: FastifyRequest): string | undefined {
  const { token } = (request.query ?? {}) as { token?: unknown }
  return isUpgrade(request) && typeof token === 'string' ? token : undefined
}

function needsOrigin(request: FastifyRequest): boolean {
  return isUpgrade(request) || !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
}

function isUpgrade(request: FastifyRequest): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket'
}

/** The principal of a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new DomainError('token_missing', 'no token')
  return request.principal
}
