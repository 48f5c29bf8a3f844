import type { SignInOptionsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../sign-in-schemas.ts'
import { documented } from './route.ts'

/** What the sign-in page offers besides name and password. */
export function signInOptionsRoute(
  app: FastifyInstance,
  { passwordResets, singleSignOn }: Pick<HyperionDeps, 'passwordResets' | 'singleSignOn'>,
): void {
  app.get(
    '/api/session/options',
    documented({ summary: 'Ways to sign in', tag: 'Session', access: 'public', answer: schemas.SignInOptionsAnswer }),
    async (): Promise<SignInOptionsAnswer> => ({
      password_reset: passwordResets !== undefined,
      single_sign_on: singleSignOn ? { label: singleSignOn.label } : null,
    }),
  )
}
