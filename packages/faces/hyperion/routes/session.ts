import { DomainError } from '@hyperion/domain/errors'
import { permissionsOf, type User } from '@hyperion/domain/users'
import type { SessionAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { changePassword, clearSessionCookie, isoTime, originAllowed, principalOf, setSessionCookie } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { documented } from './route.ts'

const tag = 'Session'
const URL = '/api/session'

/** The web app's sign-in: a cookie that scripts cannot read. */
export function sessionRoutes(app: FastifyInstance, { accounts, publicUrl }: HyperionDeps): void {
  app.post<{ Body: schemas.SessionBody }>(
    URL,
    documented({
      summary: 'Sign in',
      tag,
      access: 'public',
      answer: schemas.SessionAnswer,
      body: schemas.SessionBody,
      errors: { 401: 'Wrong credentials' },
    }),
    async (request, reply) => {
      if (!originAllowed(request, publicUrl)) throw new DomainError('origin_refused', 'sign-in from another site')
      const { username, password } = request.body
      const signedIn = await accounts.login(username, password, { kind: 'cookie', address: request.ip })
      setSessionCookie(request, reply, signedIn.token, signedIn.expiresAt)
      return sessionView(signedIn.user, signedIn.expiresAt)
    },
  )

  app.get(URL, documented({ summary: 'Who is signed in', tag, access: 'self', answer: schemas.SessionAnswer }), async (request) => {
    const { user, expiresAt } = principalOf(request)
    return sessionView(user, expiresAt)
  })

  app.delete(URL, documented({ summary: 'Sign out', tag, access: 'self', answer: null }), async (request, reply) => {
    await accounts.logout(principalOf(request))
    clearSessionCookie(request, reply)
    reply.code(204).send()
  })

  app.post<{ Body: schemas.PasswordBody }>(
    `${URL}/password`,
    documented({ summary: 'Change one’s password', tag, access: 'self', answer: null, body: schemas.PasswordBody }),
    async (request, reply) => {
      await changePassword(accounts, principalOf(request), request.body, 'en')
      reply.code(204).send()
    },
  )
}

function sessionView(user: User, expiresAt: number): SessionAnswer {
  const { id, username, role } = user
  return {
    user: { id, username, role, permissions: permissionsOf(role) },
    must_change_password: user.mustChangePassword,
    expires_at: isoTime(expiresAt),
  }
}
