import { permissionsOf, type User } from '@hyperion/domain/users'
import type { ThresholdSettings } from '@hyperion/features/thresholds'
import type { Users } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { FastifyInstance } from 'fastify'
import { type AuditRecorder, changeThresholds, changeUser, createUser, deleteUser, isoSeconds } from '../../shared/index.ts'
import * as schemas from '../administration-schemas.ts'
import { MessageAnswer } from '../schemas.ts'
import { documented } from './route.ts'

const tag = 'Administration'

interface UserRouteDeps {
  readonly users: Users
  readonly audit: AuditRecorder
  readonly clock: Clock
}

/** What administrators do with users. */
export function userRoutes(app: FastifyInstance, deps: UserRouteDeps): void {
  const { users, clock } = deps
  const all = { tag, access: 'users' } as const
  const one = { ...all, params: schemas.UserParams }

  app.get('/users', documented({ ...all, summary: 'Liste des utilisateurs', answer: schemas.UsersAnswer }), async () => {
    const found = await users.list()
    return { checked_at: isoSeconds(clock.now()), users: found.map(listed), total: found.length }
  })

  app.post<{ Body: schemas.NewUserBody }>(
    '/users',
    documented({
      ...all,
      summary: 'Créer un utilisateur',
      personal: true,
      stepUp: true,
      answer: schemas.CreatedAnswer,
      status: 201,
      body: schemas.NewUserBody,
      errors: { 409: 'Nom déjà pris' },
    }),
    async (request, reply) => {
      const { must_change_password: mustChangePassword, ...draft } = request.body
      const { id, username, role, createdAt } = await createUser(request, deps, { ...draft, mustChangePassword }, 'fr')
      const user = { id, username, role, permissions: permissionsOf(role), created_at: isoSeconds(createdAt) }
      return reply.code(201).send({ message: 'Utilisateur créé avec succès', user })
    },
  )

  app.get<{ Params: schemas.UserParams }>(
    '/users/:id',
    documented({ ...one, summary: "Détails d'un utilisateur", answer: schemas.UserAnswer }),
    async ({ params }) => ({ checked_at: isoSeconds(clock.now()), user: detailed(await users.get(params.id)) }),
  )

  app.put<{ Params: schemas.UserParams; Body: schemas.UserBody }>(
    '/users/:id',
    documented({
      ...one,
      summary: 'Modifier un utilisateur',
      personal: true,
      stepUp: true,
      answer: schemas.ChangedAnswer,
      body: schemas.UserBody,
      errors: { 409: 'Dernier administrateur' },
    }),
    async (request) => {
      const user = await changeUser(request, deps, request.params.id, request.body, 'fr')
      return { message: 'Utilisateur modifié avec succès', user: detailed(user) }
    },
  )

  const answer = MessageAnswer('Utilisateur supprimé avec succès')
  app.delete<{ Params: schemas.UserParams }>(
    '/users/:id',
    documented({ ...one, summary: 'Supprimer un utilisateur', stepUp: true, answer, errors: { 409: 'Dernier administrateur' } }),
    async (request) => {
      await deleteUser(request, deps, request.params.id)
      return { message: 'Utilisateur supprimé avec succès' }
    },
  )
}

interface ThresholdRouteDeps {
  readonly thresholdSettings: ThresholdSettings
  readonly audit: AuditRecorder
  readonly clock: Clock
}

/** The thresholds that /alerts goes by. */
export function thresholdRoutes(app: FastifyInstance, deps: ThresholdRouteDeps): void {
  const url = '/config/thresholds'

  app.get(url, documented({ tag, access: 'read', summary: 'Voir les seuils actuels', answer: schemas.ThresholdsAnswer }), async () => {
    const { thresholds } = await deps.thresholdSettings.read()
    return { checked_at: isoSeconds(deps.clock.now()), thresholds }
  })

  app.put<{ Body: schemas.ThresholdsBody }>(
    url,
    documented({ tag, access: 'config', summary: 'Modifier les seuils', answer: schemas.ThresholdsChanged, body: schemas.ThresholdsBody }),
    async (request) => {
      const { thresholds, updatedAt, updatedBy } = await changeThresholds(request, deps, request.body, 'fr')
      return {
        message: 'Seuils mis à jour avec succès',
        thresholds,
        updated_at: updatedAt === null ? null : isoSeconds(updatedAt),
        updated_by: updatedBy,
      }
    },
  )
}

function listed({ id, username, role, createdAt, lastLogin }: User): object {
  return { id, username, role, created_at: isoSeconds(createdAt), last_login: lastLogin === null ? null : isoSeconds(lastLogin) }
}

function detailed(user: User): object {
  return {
    ...listed(user),
    permissions: permissionsOf(user.role),
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    must_change_password: user.mustChangePassword,
  }
}
