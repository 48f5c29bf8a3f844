import { INTEGRATION_KINDS } from '@hyperion/domain/inbound'
import type { IntegrationDraft, IntegrationProblem, IntegrationUpdate } from '@hyperion/features/inbound'
import type { Integration } from '@hyperion/ports/inbound'
import type { IntegrationRow, NewIntegrationAnswer } from '@hyperion/wire/inbound'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, type Language, languageFor, principalOf, reworded } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../integration-schemas.ts'
import { integrationRow, kindRow, settingsOf } from '../integration-views.ts'
import { PageQuery, pageOf, slicedPage } from '../pages.ts'
import { inboundDeliveryRoutes } from './inbound-deliveries.ts'
import { documented } from './route.ts'
import { INBOUND_TAG, INTEGRATIONS_URL } from './webhooks.ts'

type One = { Params: schemas.IntegrationParams }

/** Ways in for the alerts of other programs. */
export function integrationRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { integrations, inbox, publicUrl } = deps
  const all = { tag: INBOUND_TAG, access: 'config' } as const

  app.get(
    INTEGRATIONS_URL,
    documented({ ...all, summary: 'Integrations', query: PageQuery, answer: pageOf(schemas.IntegrationAnswer) }),
    async (request) => {
      const [list, latest] = await Promise.all([integrations.list(), inbox.latest()])
      const last = new Map(latest.map((each) => [each.integration, each]))
      return slicedPage(request, publicUrl, list, (each) => integrationRow(each, last.get(each.id), originOf(request, publicUrl)))
    },
  )

  app.get(
    `${INTEGRATIONS_URL}kinds/`,
    documented({ ...all, summary: 'What can be integrated, and how', query: PageQuery, answer: pageOf(schemas.KindAnswer) }),
    async (request) => slicedPage(request, publicUrl, INTEGRATION_KINDS, (kind) => kindRow(kind, originOf(request, publicUrl))),
  )

  makingRoutes(app, deps)
  inboundDeliveryRoutes(app, deps)
  oneRoutes(app, deps)
  changeRoute(app, deps)
}

function oneRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { integrations, audit } = deps
  const one = { tag: INBOUND_TAG, access: 'config', params: schemas.IntegrationParams } as const

  app.get<One>(
    `${INTEGRATIONS_URL}:integration/`,
    documented({ ...one, summary: 'An integration', answer: schemas.IntegrationAnswer }),
    async (request) => view(request, deps, await integrations.byId(request.params.integration)),
  )

  app.delete<One>(
    `${INTEGRATIONS_URL}:integration/`,
    documented({
      ...one,
      summary: 'Remove an integration',
      description: 'With everything that came in by it; its incidents stay.',
      answer: null,
      errors: { 409: 'One of the hub’s own' },
    }),
    async (request, reply) => {
      const { integration } = request.params
      await audited(request, audit, { action: 'integration.delete', target: integration }, () => integrations.remove(integration))
      return reply.code(204).send()
    },
  )
}

function makingRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { integrations, audit } = deps
  const all = { tag: INBOUND_TAG, access: 'config', status: 201, answer: schemas.NewIntegrationAnswer } as const

  app.post<{ Body: schemas.IntegrationBody }>(
    INTEGRATIONS_URL,
    documented({
      ...all,
      summary: 'Add an integration',
      description: 'Its token is told this once.',
      body: schemas.IntegrationBody,
      errors: { 409: 'The name is taken' },
    }),
    async (request, reply) => {
      const { kind, name, settings } = request.body
      const createdBy = principalOf(request).user.username
      const draft: IntegrationDraft = { kind, name, settings: settings ? settingsOf(settings) : {}, createdBy }
      const made = await audited(request, audit, { action: 'integration.create', target: name, details: { kind } }, () =>
        reworded(rewordingFor(request), () => integrations.create(draft)),
      )
      return reply.code(201).send(await withToken(request, deps, made))
    },
  )

  app.post<One>(
    `${INTEGRATIONS_URL}:integration/rotate/`,
    documented({
      ...all,
      params: schemas.IntegrationParams,
      summary: 'Replace the token of an integration',
      description: 'The old one is refused at once.',
      errors: { 409: 'The hub’s own alerts need none' },
    }),
    async (request, reply) => {
      const { integration } = request.params
      const made = await audited(request, audit, { action: 'integration.rotate', target: integration }, () =>
        integrations.rotate(integration),
      )
      return reply.code(201).send(await withToken(request, deps, made))
    },
  )
}

function changeRoute(app: FastifyInstance, deps: ImasDeps): void {
  const { integrations, audit } = deps
  app.patch<One & { Body: schemas.IntegrationChangeBody }>(
    `${INTEGRATIONS_URL}:integration/`,
    documented({
      tag: INBOUND_TAG,
      access: 'config',
      params: schemas.IntegrationParams,
      summary: 'Change an integration',
      description: 'What is left out stays.',
      body: schemas.IntegrationChangeBody,
      answer: schemas.IntegrationAnswer,
      errors: { 409: 'The name is taken' },
    }),
    async (request) => {
      const { integration } = request.params
      const { settings, signature_secret: signatureSecret, ...rest } = request.body
      const update: IntegrationUpdate = {
        ...rest,
        ...(settings && { settings: settingsOf(settings) }),
        ...(signatureSecret !== undefined && { signatureSecret }),
      }
      // The secret is told to nobody, the audit log included.
      const details = { ...rest, ...settings, ...(signatureSecret !== undefined && { signed: signatureSecret !== null }) }
      const changed = await audited(request, audit, { action: 'integration.update', target: integration, details }, () =>
        reworded(rewordingFor(request), () => integrations.change(integration, update)),
      )
      return view(request, deps, changed)
    },
  )
}

async function view(request: FastifyRequest, { inbox, publicUrl }: ImasDeps, integration: Integration): Promise<IntegrationRow> {
  const { deliveries } = await inbox.list(integration.id, { offset: 0, limit: 1 })
  return integrationRow(integration, deliveries[0], originOf(request, publicUrl))
}

async function withToken(
  request: FastifyRequest,
  deps: ImasDeps,
  { integration, token }: { readonly integration: Integration; readonly token: string },
): Promise<NewIntegrationAnswer> {
  return { ...(await view(request, deps, integration)), token }
}

function originOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}

const FIELDS = { catchAll: 'settings.catch_all', ownAlerts: 'settings.own_alerts', signatureSecret: 'signature_secret' }

const SENTENCES: Record<Language, Record<IntegrationProblem, string>> = {
  en: {
    name_characters: 'The name must be one line of text',
    unknown_service: 'Service with this ID does not exist',
    not_signed: 'Only Grafana signs its requests',
    own_alerts_only: 'This is for the hub’s own alerts only',
  },
  fr: {
    name_characters: 'Le nom doit tenir sur une ligne de texte',
    unknown_service: 'Aucun service n’a cet identifiant',
    not_signed: 'Seul Grafana signe ses requêtes',
    own_alerts_only: 'Réservé aux alertes du hub lui-même',
  },
}

function rewordingFor(request: FastifyRequest) {
  return { fields: FIELDS, sentences: SENTENCES[languageFor(request)] }
}
