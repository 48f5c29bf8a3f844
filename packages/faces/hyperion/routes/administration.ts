import type { User } from '@hyperion/domain/users'
import type { StoredThresholds } from '@hyperion/ports/thresholds'
import type { ThresholdsAnswer, UserRow, UsersAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { changeThresholds, changeUser, createUser, deleteUser, isoTime, languageFor } from '../../shared/index.ts'
import * as schemas from '../administration-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

const tag = 'Administration'

/** What administrators do with users. */
export function userRoutes(app: FastifyInstance, deps: Pick<HyperionDeps, 'users' | 'twoFactor' | 'audit'>): void {
  const { users, twoFactor } = deps
  const row = async (user: User): Promise<UserRow> => userRow(user, (await twoFactor.state(user.id)).since !== null)
  const all = { tag, access: 'users' } as const
  const one = { ...all, params: schemas.UserParams }

  app.get('/api/users', documented({ ...all, summary: 'Users', answer: schemas.UsersAnswer }), async (): Promise<UsersAnswer> => {
    const [found, enrolled] = await Promise.all([users.list(), twoFactor.users()])
    return { users: found.map((user) => userRow(user, enrolled.has(user.id))) }
  })

  app.post<{ Body: schemas.NewUserBody }>(
    '/api/users',
    documented({
      ...all,
      summary: 'Create a user',
      personal: true,
      stepUp: true,
      answer: schemas.UserAnswer,
      status: 201,
      body: schemas.NewUserBody,
      errors: { 409: 'The user name is taken' },
    }),
    async (request, reply) => {
      const user = await createUser(request, deps, { ...request.body, mustChangePassword: true }, languageFor(request))
      return reply.code(201).send(userRow(user, false))
    },
  )

  app.get<{ Params: schemas.UserParams }>(
    '/api/users/:id',
    documented({ ...one, summary: 'One user', answer: schemas.UserAnswer }),
    async ({ params }) => row(await users.get(params.id)),
  )

  app.put<{ Params: schemas.UserParams; Body: schemas.UserBody }>(
    '/api/users/:id',
    documented({
      ...one,
      summary: 'Change a user',
      personal: true,
      stepUp: true,
      description: 'A new role or password ends every session of the user.',
      answer: schemas.UserAnswer,
      body: schemas.UserBody,
      errors: { 409: 'The last administrator' },
    }),
    async (request) => row(await changeUser(request, deps, request.params.id, request.body, languageFor(request))),
  )

  app.delete<{ Params: schemas.UserParams }>(
    '/api/users/:id',
    documented({ ...one, summary: 'Delete a user', stepUp: true, answer: null, errors: { 409: 'The last administrator' } }),
    async (request, reply) => {
      await deleteUser(request, deps, request.params.id)
      reply.code(204).send()
    },
  )
}

/** The thresholds that alerts go by. */
export function thresholdRoutes(app: FastifyInstance, deps: Pick<HyperionDeps, 'thresholdSettings' | 'audit'>): void {
  const url = '/api/thresholds'
  const both = { tag, answer: schemas.ThresholdsAnswer }

  app.get(url, documented({ ...both, access: 'read', summary: 'Alert thresholds' }), async () =>
    thresholdsView(await deps.thresholdSettings.read()),
  )

  app.put<{ Body: schemas.ThresholdsBody }>(
    url,
    documented({ ...both, access: 'config', summary: 'Change alert thresholds', body: schemas.ThresholdsBody }),
    async (request) => thresholdsView(await changeThresholds(request, deps, request.body, languageFor(request))),
  )
}

function userRow(user: User, twoFactor: boolean): UserRow {
  return {
    id: user.id,
    username: user.username,
    role: user.role,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    created_at: isoTime(user.createdAt),
    last_login: user.lastLogin === null ? null : isoTime(user.lastLogin),
    must_change_password: user.mustChangePassword,
    two_factor: twoFactor,
  }
}

function thresholdsView({ thresholds, updatedAt, updatedBy }: StoredThresholds): ThresholdsAnswer {
  return { thresholds, updated_at: updatedAt === null ? null : isoTime(updatedAt), updated_by: updatedBy }
}
