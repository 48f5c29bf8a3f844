import { DomainError } from '@hyperion/domain/errors'
import { permissionsOf, type User } from '@hyperion/domain/users'
import type { SessionAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import {
  changePassword,
  clearSessionCookie,
  isoTime,
  languageFor,
  originAllowed,
  principalOf,
  setSessionCookie,
  signIn,
  signOut,
} from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { documented } from './route.ts'

const tag = 'Session'
const URL = '/api/session'

/** The web app's sign-in: a cookie that scripts cannot read. */
export function sessionRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  app.post<{ Body: schemas.SessionBody }>(
    URL,
    documented({
      summary: 'Sign in',
      tag,
      access: 'public',
      answer: schemas.SessionAnswer,
      body: schemas.SessionBody,
      errors: { 401: 'Wrong credentials', 429: 'Too many attempts' },
    }),
    async (request, reply) => {
      if (!originAllowed(request, deps.publicUrl)) throw new DomainError('origin_refused', 'sign-in from another site')
      const signedIn = await signIn(request, reply, deps, request.body, 'cookie')
      setSessionCookie(request, reply, signedIn.token, signedIn.expiresAt)
      return sessionView(signedIn.user, signedIn.expiresAt)
    },
  )

  app.get(URL, documented({ summary: 'Who is signed in', tag, access: 'self', answer: schemas.SessionAnswer }), async (request) => {
    const { user, expiresAt } = principalOf(request)
    return sessionView(user, expiresAt)
  })

  app.delete(URL, documented({ summary: 'Sign out', tag, access: 'self', answer: null }), async (request, reply) => {
    await signOut(request, deps)
    clearSessionCookie(request, reply)
    reply.code(204).send()
  })

  app.post<{ Body: schemas.PasswordBody }>(
    `${URL}/password`,
    documented({ summary: 'Change one’s password', tag, access: 'self', personal: true, answer: null, body: schemas.PasswordBody }),
    async (request, reply) => {
      await changePassword(request, reply, deps, request.body, languageFor(request))
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
