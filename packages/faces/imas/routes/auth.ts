import type { FastifyInstance } from 'fastify'
import { principalOf, signIn, signOut } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { documented } from './route.ts'

const URL = '/api/auth/token/'

/** One token a user, that lasts until it is revoked. */
export function authRoutes(app: FastifyInstance, deps: ImasDeps): void {
  app.post<{ Body: schemas.TokenBody }>(
    URL,
    documented({
      summary: 'Obtain one’s token',
      access: 'public',
      answer: schemas.TokenAnswer,
      body: schemas.TokenBody,
      errors: { 401: 'Wrong credentials' },
    }),
    async (request, reply) => {
      const { token, user, created } = await signIn(request, reply, deps, request.body, 'permanent')
      return { token, user_id: user.id, username: user.username, created }
    },
  )

  app.get(`${URL}verify/`, documented({ summary: 'Verify the token', access: 'self', answer: schemas.VerifyAnswer }), async (request) => {
    const { user } = principalOf(request)
    return { valid: true, user_id: user.id, username: user.username }
  })

  app.post(`${URL}revoke/`, documented({ summary: 'Revoke the token', access: 'self', answer: schemas.RevokeAnswer }), async (request) => {
    await signOut(request, deps)
    return { message: 'Token revoked successfully' }
  })
}
