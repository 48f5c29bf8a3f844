import { DomainError } from '@hyperion/domain/errors'
import type { EnrolmentAnswer, RecoveryCodesAnswer, TwoFactorAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, CONFIRMATION_SENTENCES, confirmPassword, isoTime, languageFor, principalOf, reworded } from '../../shared/index.ts'
import { UserParams } from '../administration-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../two-factor-schemas.ts'
import { documented } from './route.ts'

const URL = '/api/two-factor'
const own = { tag: 'Two-factor', access: 'self' } as const
const LIMITED = { 429: 'Too many attempts' }

type Deps = Pick<HyperionDeps, 'twoFactor' | 'accounts' | 'audit' | 'signInLimits'>

/** One's own second factor, and those that users have lost. */
export function twoFactorRoutes(app: FastifyInstance, deps: Deps): void {
  enrolmentRoutes(app, deps)
  changeRoutes(app, deps)
  stepUpRoute(app, deps)
  resetRoute(app, deps)
}

function enrolmentRoutes(app: FastifyInstance, deps: Deps): void {
  const { twoFactor, accounts, audit } = deps

  app.get(URL, documented({ ...own, summary: 'Two-factor authentication', answer: schemas.TwoFactorAnswer }), async (request) => {
    const { id } = principalOf(request).user
    const { since, recoveryCodes } = await twoFactor.state(id)
    return {
      enabled: since !== null,
      since: since === null ? null : isoTime(since),
      recovery_codes: recoveryCodes,
      password: await accounts.hasPassword(id),
    } satisfies TwoFactorAnswer
  })

  app.post<{ Body: schemas.PasswordBody }>(
    URL,
    documented({
      ...own,
      personal: true,
      summary: 'Begin to enrol',
      description: 'The secret counts once a code of it was given to POST /api/two-factor/confirm; one begun earlier ends.',
      answer: schemas.EnrolmentAnswer,
      body: schemas.PasswordBody,
      errors: { ...LIMITED, 409: 'It is on already' },
    }),
    async (request, reply): Promise<EnrolmentAnswer> => {
      await confirmPassword(request, reply, deps, request.body.password, languageFor(request))
      const { secret, uri, qr } = await twoFactor.begin(principalOf(request).user)
      return { secret, uri, qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString('base64')}` }
    },
  )

  app.post<{ Body: schemas.OtpBody }>(
    `${URL}/confirm`,
    documented({
      ...own,
      personal: true,
      summary: 'Turn it on with a first code',
      answer: schemas.RecoveryCodesAnswer,
      body: schemas.OtpBody,
      errors: { ...LIMITED, 409: 'Nothing was begun' },
    }),
    async (request): Promise<RecoveryCodesAnswer> => {
      const work = () => twoFactor.confirm(principalOf(request), request.body.otp)
      return { recovery_codes: await audited(request, audit, { action: 'two_factor.enable' }, () => inWords(request, work)) }
    },
  )
}

function changeRoutes(app: FastifyInstance, deps: Deps): void {
  const { twoFactor, audit } = deps
  const errors = { ...LIMITED, 409: 'It is off' }

  app.post<{ Body: schemas.OtpBody }>(
    `${URL}/recovery-codes`,
    documented({
      ...own,
      personal: true,
      summary: 'New recovery codes',
      answer: schemas.RecoveryCodesAnswer,
      body: schemas.OtpBody,
      errors,
    }),
    async (request): Promise<RecoveryCodesAnswer> => {
      const work = () => twoFactor.renewRecoveryCodes(principalOf(request), request.body.otp)
      return { recovery_codes: await audited(request, audit, { action: 'two_factor.recovery_codes' }, () => inWords(request, work)) }
    },
  )

  app.post<{ Body: schemas.DisableBody }>(
    `${URL}/disable`,
    documented({ ...own, personal: true, summary: 'Turn it off', answer: null, body: schemas.DisableBody, errors }),
    async (request, reply) => {
      const { password, otp } = request.body
      await audited(request, audit, { action: 'two_factor.disable' }, async () => {
        await confirmPassword(request, reply, deps, password, languageFor(request))
        await inWords(request, () => twoFactor.disable(principalOf(request), otp))
      })
      return reply.code(204).send()
    },
  )
}

function stepUpRoute(app: FastifyInstance, { twoFactor, audit }: Deps): void {
  app.post<{ Body: schemas.OtpBody }>(
    '/api/session/step-up',
    documented({
      ...own,
      personal: true,
      summary: 'Give a code once more',
      description: 'Opens the dangerous changes, which answer 403 STEP_UP_REQUIRED without, to this session for ten minutes.',
      answer: null,
      body: schemas.OtpBody,
      errors: { ...LIMITED, 409: 'The user has no second factor' },
    }),
    async (request, reply) => {
      const work = () => twoFactor.stepUp(principalOf(request), request.body.otp)
      await audited(request, audit, { action: 'session.step_up' }, () => inWords(request, work))
      return reply.code(204).send()
    },
  )
}

function resetRoute(app: FastifyInstance, { twoFactor, audit }: Deps): void {
  app.delete<{ Params: UserParams }>(
    '/api/users/:id/two-factor',
    documented({
      tag: own.tag,
      access: 'users',
      personal: true,
      stepUp: true,
      summary: 'Turn it off for a user who has lost it',
      answer: null,
      params: UserParams,
      errors: { 409: 'One’s own' },
    }),
    async (request, reply) => {
      const { id } = request.params
      if (id === principalOf(request).user.id) throw new DomainError('conflict', 'One’s own is turned off with password and code')
      await audited(request, audit, { action: 'two_factor.reset', target: String(id) }, () => twoFactor.reset(id))
      return reply.code(204).send()
    },
  )
}

function inWords<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ sentences: CONFIRMATION_SENTENCES[languageFor(request)] }, work)
}
