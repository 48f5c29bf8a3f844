import { KEY_NAME_MAX_LENGTH, type KeyProblem, type ListedKey } from '@hyperion/features/users'
import { NEVER } from '@hyperion/ports/users'
import type { ApiKeyRow, ApiKeysAnswer, NewApiKeyAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, isoTime, isoTimeOrNull, type Language, languageFor, principalOf, reworded } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../identity-schemas.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'accounts' | 'audit' | 'clock'>

/** Named keys for scripts. */
export function apiKeyRoutes(app: FastifyInstance, deps: Deps): void {
  const { accounts, audit, clock } = deps
  const all = { tag: 'API keys', access: 'read' } as const
  const url = '/api/api-keys'

  app.get(
    url,
    documented({
      ...all,
      summary: 'API keys',
      description: 'One’s own; those of all users for administrators.',
      answer: schemas.ApiKeysAnswer,
    }),
    async (request): Promise<ApiKeysAnswer> => {
      const keys = await accounts.keys.list(principalOf(request))
      return { keys: keys.map((each) => apiKeyRow(each, clock.now())) }
    },
  )

  app.post<{ Body: schemas.ApiKeyBody }>(
    url,
    documented({
      ...all,
      personal: true,
      stepUp: true,
      summary: 'Make an API key',
      description: 'Goes as `Authorization: Bearer hyp_…` wherever a token does; a new password or role of its user ends it.',
      answer: schemas.NewApiKeyAnswer,
      status: 201,
      body: schemas.ApiKeyBody,
      errors: { 409: 'Too many keys' },
    }),
    async (request, reply) => reply.code(201).send(await makeKey(request, deps, request.body)),
  )

  app.delete<{ Params: schemas.SessionParams }>(
    `${url}/:session`,
    documented({
      ...all,
      personal: true,
      summary: 'Remove an API key',
      description: 'One’s own; anybody’s for administrators.',
      answer: null,
      params: schemas.SessionParams,
    }),
    async (request, reply) => {
      const { session: id } = request.params
      await audited(request, audit, { action: 'api_key.delete', target: id }, () => accounts.keys.delete(principalOf(request), id))
      reply.code(204).send()
    },
  )
}

async function makeKey(request: FastifyRequest, { accounts, audit, clock }: Deps, body: schemas.ApiKeyBody): Promise<NewApiKeyAnswer> {
  const principal = principalOf(request)
  const { name, role = principal.user.role, expires_at = null } = body
  const expiresAt = expires_at === null ? null : instantOf(expires_at)
  const draft = { name, role, expiresAt, address: request.ip, userAgent: request.headers['user-agent'] ?? '' }
  const rewording = { fields: { expiresAt: 'expires_at' }, sentences: SENTENCES[languageFor(request)] }
  const made = await audited(request, audit, { action: 'api_key.create', target: name, details: { role, expires_at } }, () =>
    reworded(rewording, () => accounts.keys.create(principal, draft)),
  )
  return { ...apiKeyRow(made, clock.now()), key: made.key }
}

const SENTENCES: Record<Language, Record<KeyProblem, string>> = {
  en: {
    key_name_length: `The name must have 1 to ${KEY_NAME_MAX_LENGTH} characters`,
    key_name_characters: 'The name must not contain control characters',
    role_above_own: 'A key cannot do more than your own role',
    expiry_past: 'Must be a time in the future',
  },
  fr: {
    key_name_length: `Le nom doit compter de 1 à ${KEY_NAME_MAX_LENGTH} caractères`,
    key_name_characters: 'Le nom ne doit pas contenir de caractères de contrôle',
    role_above_own: 'Une clé ne peut pas dépasser votre propre rôle',
    expiry_past: 'Doit être un instant futur',
  },
}

/** NaN for what is in no calendar: 30 February would pass for 2 March. */
function instantOf(text: string): number {
  const day = text.slice(0, 10)
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day) ? Number.NaN : Date.parse(text)
}

function apiKeyRow({ session, username }: ListedKey, now: number): ApiKeyRow {
  const { id, key, userId, createdAt, expiresAt, lastSeenAt } = session
  return {
    id,
    name: key?.name ?? '',
    role: key?.role ?? 'viewer',
    hint: key?.hint ?? '',
    user: { id: userId, username },
    created_at: isoTime(createdAt),
    expires_at: expiresAt >= NEVER ? null : isoTime(expiresAt),
    last_used_at: isoTimeOrNull(lastSeenAt),
    expired: expiresAt <= now,
  }
}
