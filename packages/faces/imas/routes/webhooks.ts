import { DomainError } from '@hyperion/domain/errors'
import { INTEGRATION_KINDS, type IntegrationKind } from '@hyperion/domain/inbound'
import { permissionsOf } from '@hyperion/domain/users'
import { type Accepted, KIND_GUIDES, type Sender } from '@hyperion/features/inbound'
import type { InboundAlert } from '@hyperion/ports/inbound'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { enforce, errorAnswers, headerToken, jsonAnswer } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import { EXAMPLES } from '../integration-examples.ts'
import * as schemas from '../integration-schemas.ts'
import { ERROR_SCHEMA } from '../schemas.ts'

export const INBOUND_TAG = 'Integrations'
export const INTEGRATIONS_URL = '/api/v1/integrations/'

const BODY_LIMIT = 1024 * 1024
const ERRORS = {
  400: 'Malformed JSON: kept all the same',
  401: 'No token, or none that is known',
  403: 'A token of another kind of integration, or of somebody who may not',
  413: 'Body too large',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'The storage does not answer: to be sent again',
}
const DESCRIPTION =
  'With the token of an integration (`Authorization: Token …` or `Bearer …`, the password of Basic, `X-Hyperion-Token`, or `?token=`) or of a user who may execute. What comes is kept before it is answered: 201 when an incident was opened, 200 when not, 202 when it is not done yet.'

/** What a request brings to be let in by. */
interface Credential {
  readonly secret: string
  /** It may be a user's: not in an address, which ends in logs. */
  readonly personal: boolean
}

/** Where other programs send their alerts. */
export function webhookRoutes(app: FastifyInstance, deps: ImasDeps): void {
  app.register(async (scope) => {
    // Whatever it is called and however it looks: what cannot be understood is kept as well.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body))
    for (const kind of INTEGRATION_KINDS) webhookRoute(scope, deps, kind)
  })
}

function webhookRoute(app: FastifyInstance, deps: ImasDeps, kind: IntegrationKind): void {
  const { inbox, integrations, webhookLimit } = deps
  const senders = new WeakMap<FastifyRequest, Sender>()
  app.post<{ Body: Buffer | undefined }>(
    `/api/v1/webhooks/${kind}/`,
    {
      // It asks for a token of its own.
      config: { access: 'public' },
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: `Alerts of ${KIND_GUIDES[kind].label}`,
        description: DESCRIPTION,
        tags: [INBOUND_TAG],
        security: [{ token: [] }],
        body: Type.Unknown({ description: 'What the program sends; the document’s example.', examples: [EXAMPLES[kind]] }),
        response: {
          200: jsonAnswer('Nothing new came of it', schemas.WebhookAnswer),
          201: jsonAnswer('An incident was opened', schemas.WebhookAnswer),
          202: jsonAnswer('Kept, and not done yet', schemas.WebhookAnswer),
          ...errorAnswers(ERRORS, ERROR_SCHEMA),
        },
      },
      onRequest: async (request) => {
        senders.set(request, await senderOf(request, deps, kind))
      },
    },
    async (request, reply) => {
      const { integration, limitKey } = senders.get(request) as Sender
      const body = request.body ?? Buffer.alloc(0)
      const headers = headersOf(request)
      integrations.checkSignature(integration, { headers, body })
      const admit = async (): Promise<void> => {
        const state = webhookLimit?.take(limitKey)
        if (state && state.waitMs > 0) await integrations.refused(integration)
        if (state) enforce(state, reply)
      }
      return answer(reply, await inbox.accept({ integration, body, headers, admit }))
    },
  )
}

function answer(reply: FastifyReply, { id, malformed, outcome }: Accepted): FastifyReply {
  if (malformed) throw new DomainError('malformed_body', 'not JSON')
  const shared = { delivery: id, incidents: [] }
  if (outcome === null || outcome.state === 'queued') return reply.code(202).send({ status: 'queued', ...shared })
  if (outcome.state === 'unreadable') return reply.send({ status: 'unreadable', ...shared, reason: outcome.error })
  if (outcome.state === 'failed') return reply.code(202).send({ status: 'failed', ...shared, reason: outcome.error })
  const { alerts, notes } = outcome.result
  const created = alerts.some((each) => each.outcome === 'created')
  const incidents = alerts.flatMap(incidentOf)
  return reply.code(created ? 201 : 200).send({ ...incidents[0], status: 'processed', delivery: id, incidents, notes })
}

function incidentOf({ incident, outcome, fingerprint }: InboundAlert) {
  return incident ? [{ id: incident.id, short_id: incident.shortId, outcome, fingerprint }] : []
}

async function senderOf(request: FastifyRequest, { integrations, accounts }: ImasDeps, kind: IntegrationKind): Promise<Sender> {
  const credential = credentialOf(request)
  if (!credential) throw new DomainError('token_missing', 'no token')
  const { secret, personal } = credential
  const sender = await integrations.byToken(secret, kind)
  if (sender) return sender
  const principal = personal ? await accounts.authenticate(secret) : undefined
  if (!principal || (principal.kind !== 'permanent' && principal.kind !== 'key')) {
    if (personal && (await accounts.wasRevoked(secret))) throw new DomainError('token_revoked', 'revoked token')
    throw new DomainError('token_invalid', 'unknown token')
  }
  if (principal.user.mustChangePassword) throw new DomainError('password_change_required', 'the password must be changed first')
  if (!permissionsOf(principal.user.role).includes('execute')) throw new DomainError('permission_denied', 'not allowed')
  return integrations.builtIn(kind, principal.tokenHash)
}

function credentialOf(request: FastifyRequest): Credential | undefined {
  const { authorization } = request.headers
  const told = headerToken(authorization, 'Token') ?? headerToken(authorization, 'Bearer') ?? basicPassword(authorization)
  const secret = told ?? request.headers['x-hyperion-token']
  if (typeof secret === 'string') return { secret, personal: true }
  const { token } = (request.query ?? {}) as { token?: unknown }
  return typeof token === 'string' ? { secret: token, personal: false } : undefined
}

function basicPassword(authorization: string | undefined): string | undefined {
  const encoded = /^basic +([A-Za-z0-9+/=]{1,4096})\s*$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}

function headersOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const told = Object.entries(request.headers)
  return Object.fromEntries(told.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
