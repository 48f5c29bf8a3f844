import { DomainError } from '@hyperion/domain/errors'
import type { User } from '@hyperion/domain/users'
import type { FastifyInstance } from 'fastify'
import { enforce, principalOf, RateLimiter, signIn, signOut } from '../../shared/index.ts'
import type { PerfanalysisDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { documented } from './route.ts'

const REFRESHES = { limit: 5, windowMs: 60_000 } as const

/** A pair of JWTs that name one session. */
export function authRoutes(app: FastifyInstance, deps: PerfanalysisDeps): void {
  const { accounts } = deps
  const refreshes = deps.signInLimits && new RateLimiter(REFRESHES, deps.clock)

  app.post<{ Body: schemas.TokenBody }>(
    '/api/v1/auth/token/',
    documented({
      summary: 'Obtain a pair of JWTs',
      access: 'public',
      answer: schemas.TokenAnswer,
      body: schemas.TokenBody,
      errors: { 401: 'Wrong credentials' },
    }),
    async (request, reply) => {
      const signedIn = await signIn(request, reply, deps, request.body, 'jwt')
      return { ...(await accounts.jwts(signedIn)), user: userView(signedIn.user) }
    },
  )

  app.post<{ Body: schemas.RefreshBody }>(
    '/api/v1/auth/token/refresh/',
    documented({
      summary: 'Obtain a new access JWT',
      description: 'The refresh JWT stays as it is, and ends with its session.',
      access: 'public',
      answer: schemas.RefreshAnswer,
      body: schemas.RefreshBody,
      errors: { 401: 'Not a valid refresh JWT', 403: 'The password must be changed' },
    }),
    async (request, reply) => {
      const refreshed = await accounts.refresh(request.body.refresh)
      if (refreshes) enforce(refreshes.take(refreshed?.principal.tokenHash ?? request.ip), reply)
      if (!refreshed) throw new DomainError('token_invalid', 'no valid refresh token')
      if (refreshed.principal.user.mustChangePassword)
        throw new DomainError('password_change_required', 'the password must be changed first')
      return { access: refreshed.access }
    },
  )

  app.get('/api/v1/auth/user/', documented({ summary: 'Who is signed in', access: 'read', answer: schemas.UserAnswer }), async (request) =>
    userView(principalOf(request).user),
  )

  app.post(
    '/api/v1/auth/logout/',
    documented({ summary: 'End the session, with both of its JWTs', access: 'self', answer: null }),
    async (request, reply) => {
      await signOut(request, deps)
      reply.code(204).send()
    },
  )
}

function userView({ id, username, email, firstName, lastName }: User): object {
  return { id, username, email, first_name: firstName, last_name: lastName }
}
