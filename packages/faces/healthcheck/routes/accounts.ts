import { permissionsOf, type User } from '@hyperion/domain/users'
import type { Accounts } from '@hyperion/features/users'
import type { FastifyInstance } from 'fastify'
import { changePassword, isoSeconds, principalOf, signIn, signOut } from '../../shared/index.ts'
import type { HealthcheckDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { documented } from './route.ts'

/** Signing in and out, one's profile and one's password. */
export function accountRoutes(app: FastifyInstance, accounts: Accounts, { clock, audit, signInLimits }: HealthcheckDeps): void {
  const deps = { accounts, audit, signInLimits }
  const tag = 'Accounts'

  app.post<{ Body: schemas.LoginBody }>(
    '/login',
    documented({
      summary: 'Se connecter et obtenir un token',
      answer: schemas.LoginAnswer,
      access: 'public',
      tag,
      body: schemas.LoginBody,
      errors: { 429: 'Trop de tentatives' },
    }),
    async (request, reply) => {
      const { token, user, expiresAt } = await signIn(request, reply, deps, request.body, 'token')
      return {
        message: 'Connexion réussie',
        token,
        user: identity(user),
        expires_at: isoSeconds(expiresAt),
        must_change_password: user.mustChangePassword,
      }
    },
  )

  app.post(
    '/logout',
    documented({ summary: 'Se déconnecter', answer: schemas.MessageAnswer('Déconnexion réussie'), access: 'self', tag }),
    async (request) => {
      await signOut(request, deps)
      return { message: 'Déconnexion réussie' }
    },
  )

  app.get('/me', documented({ summary: 'Voir mon profil', answer: schemas.MeAnswer, access: 'self', tag }), (request, reply) => {
    const { user } = principalOf(request)
    reply.send({ checked_at: isoSeconds(clock.now()), user: profile(user) })
  })

  const answer = schemas.MessageAnswer('Mot de passe modifié avec succès')
  app.post<{ Body: schemas.PasswordBody }>(
    '/change-password',
    documented({ summary: 'Changer mon mot de passe', answer, access: 'self', personal: true, tag, body: schemas.PasswordBody }),
    async (request, reply) => {
      await changePassword(request, reply, deps, request.body, 'fr')
      return { message: 'Mot de passe modifié avec succès' }
    },
  )
}

function identity({ id, username, role }: User): object {
  return { id, username, role, permissions: permissionsOf(role) }
}

function profile(user: User): object {
  return {
    ...identity(user),
    created_at: isoSeconds(user.createdAt),
    last_login: user.lastLogin === null ? null : isoSeconds(user.lastLogin),
    must_change_password: user.mustChangePassword,
  }
}
