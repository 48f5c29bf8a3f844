import { DomainError } from '@hyperion/domain/errors'
import type { PasswordResets } from '@hyperion/features/users'
import type { FastifyInstance } from 'fastify'
import { acceptedLanguage, codeOf, enforce, PASSWORD_SENTENCES, reworded } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../sign-in-schemas.ts'
import { documented } from './route.ts'

const URL = '/api/password-reset'
const open = { tag: 'Session', access: 'public', answer: null } as const

const LINK_OVER = {
  en: { link_over: 'This link was used already or is too old: ask for a new one' },
  fr: { link_over: 'Ce lien a déjà servi ou est trop ancien : demandez-en un nouveau' },
}

/** New passwords for those who forgot theirs, where the hub can send mail. */
export function passwordResetRoutes(app: FastifyInstance, deps: Pick<HyperionDeps, 'passwordResets' | 'resetLimits' | 'audit'>): void {
  const { audit, resetLimits } = deps

  app.post<{ Body: schemas.ResetBody }>(
    URL,
    documented({
      ...open,
      summary: 'Ask for a new password by mail',
      description: 'The answer is the same whether there is such a user or not; 404 where the hub has no mail server.',
      status: 202,
      body: schemas.ResetBody,
      errors: { 404: 'No mail server', 429: 'Too many attempts' },
    }),
    async (request, reply) => {
      const resets = available(deps.passwordResets)
      const { account } = request.body
      if (resetLimits) enforce(resetLimits.take({ username: account.toLowerCase(), address: request.ip }), reply)
      resets.request(account, acceptedLanguage(request))
      audit.record({ action: 'password.reset_request', actor: { id: null, name: account }, address: request.ip })
      return reply.code(202).send()
    },
  )

  app.post<{ Body: schemas.NewPasswordBody }>(
    `${URL}/confirm`,
    documented({
      ...open,
      summary: 'Set a new password with the link of the mail',
      description: 'Ends every session of the user. The link works once, for 30 minutes.',
      body: schemas.NewPasswordBody,
      errors: { 404: 'No mail server' },
    }),
    async (request, reply) => {
      const resets = available(deps.passwordResets)
      const language = acceptedLanguage(request)
      const deed = { action: 'password.reset', address: request.ip } as const
      const rewording = { fields: { next: 'new_password' }, sentences: { ...PASSWORD_SENTENCES[language], ...LINK_OVER[language] } }
      try {
        const { id, username } = await reworded(rewording, () => resets.confirm(request.body.token, request.body.new_password))
        audit.record({ ...deed, actor: { id, name: username } })
      } catch (error) {
        audit.record({ ...deed, actor: { id: null, name: '' }, details: { error: codeOf(error) }, outcome: 'failure' })
        throw error
      }
      return reply.code(204).send()
    },
  )
}

function available(resets: PasswordResets | undefined): PasswordResets {
  if (!resets) throw new DomainError('not_found', 'the hub has no mail server')
  return resets
}
