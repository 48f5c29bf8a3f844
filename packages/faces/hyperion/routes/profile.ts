import type { ProfileAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { changeUser, confirmPassword, languageFor, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../sign-in-schemas.ts'
import { documented } from './route.ts'

const URL = '/api/profile'
const own = { tag: 'Session', answer: schemas.ProfileAnswer } as const

/** What users see and change of themselves. */
export function profileRoutes(app: FastifyInstance, deps: Pick<HyperionDeps, 'users' | 'accounts' | 'audit' | 'signInLimits'>): void {
  const profile = async (id: number): Promise<ProfileAnswer> => {
    const { username, role, email, firstName, lastName } = await deps.users.get(id)
    return { username, role, email, first_name: firstName, last_name: lastName, password: await deps.accounts.hasPassword(id) }
  }

  app.get(URL, documented({ ...own, access: 'self', summary: 'One’s own profile' }), (request) => profile(principalOf(request).user.id))

  app.put<{ Body: schemas.ProfileBody }>(
    URL,
    documented({
      ...own,
      access: 'read',
      personal: true,
      summary: 'Change one’s mail address or names',
      description: 'The password confirms it: a link to set a new one goes to that address.',
      body: schemas.ProfileBody,
      errors: { 429: 'Too many attempts' },
    }),
    async (request, reply) => {
      const { password, ...fields } = request.body
      const { id } = principalOf(request).user
      await confirmPassword(request, reply, deps, password, languageFor(request))
      await changeUser(request, deps, id, fields, languageFor(request))
      return profile(id)
    },
  )
}
