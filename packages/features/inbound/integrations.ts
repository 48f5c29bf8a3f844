import { hash, randomBytes } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { InboundSource, IntegrationKind, IntegrationSettings } from '@hyperion/domain/inbound'
import { isUuid } from '@hyperion/domain/incidents'
import { oneLine } from '@hyperion/domain/text'
import type { Clock } from '@hyperion/ports/clock'
import type { Integration, IntegrationStore } from '@hyperion/ports/inbound'
import type { SecretBox } from '../secrets/index.ts'
import { KIND_GUIDES } from './guides.ts'
import type { ServiceLookup } from './processing.ts'
import { isSigned, type Signed } from './signature.ts'

export interface IntegrationsDeps {
  readonly store: IntegrationStore
  readonly services: Pick<ServiceLookup, 'byId'>
  readonly secrets: SecretBox
  readonly clock: Clock
}

export interface IntegrationDraft {
  readonly kind: IntegrationKind
  readonly name: string
  readonly settings: Partial<IntegrationSettings>
  readonly createdBy: string
}

export interface IntegrationUpdate {
  readonly name?: string
  readonly enabled?: boolean
  readonly settings?: Partial<IntegrationSettings>
  /** What the sender signs with; null for no signature. */
  readonly signatureSecret?: string | null
}

/** A rule that a draft breaks; the face words it. */
export type IntegrationProblem = 'name_characters' | 'unknown_service' | 'not_signed' | 'own_alerts_only'

/** Whoever sends: an integration, with what its requests are counted by. */
export interface Sender {
  readonly integration: Integration
  readonly limitKey: string
}

export const NAME_LENGTH = 100
const TOKEN_BYTES = 32
const PREFIX = 'hypi_'
const HINT_LENGTH = 4
const TOKEN_FORM = /^hypi_[A-Za-z0-9_-]{43}$/

/** The ways in for alerts of other programs: each has a token of its own, of which only a hash is kept. */
export class Integrations {
  readonly #deps: IntegrationsDeps

  constructor(deps: IntegrationsDeps) {
    this.#deps = deps
  }

  list(): Promise<readonly Integration[]> {
    return this.#deps.store.list()
  }

  /** Rejects with `not_found` for an unknown one. */
  async byId(id: string): Promise<Integration> {
    return known(isUuid(id) ? await this.#deps.store.byId(id.toLowerCase()) : undefined)
  }

  /** The token itself is told here and never again. */
  async create({
    kind,
    name,
    settings,
    createdBy,
  }: IntegrationDraft): Promise<{ readonly integration: Integration; readonly token: string }> {
    const { secret, token } = newToken()
    await this.#check(kind, { settings })
    const draft = { kind, name: checkedName(name), settings, token, createdBy, createdAt: this.#deps.clock.now() }
    const integration = await named(() => this.#deps.store.add(draft))
    return { integration, token: secret }
  }

  async change(id: string, update: IntegrationUpdate): Promise<Integration> {
    const before = await this.byId(id)
    await this.#check(before.kind, update)
    const { name, enabled, settings, signatureSecret } = update
    const change = {
      ...(name !== undefined && { name: checkedName(name) }),
      ...(enabled !== undefined && { enabled }),
      ...(settings && { settings }),
      ...(signatureSecret !== undefined && { secret: signatureSecret && this.#deps.secrets.seal(signatureSecret, purposeOf(before.id)) }),
    }
    return known(await named(() => this.#deps.store.change(before.id, change)))
  }

  /** A new token; the old one is refused at once. */
  async rotate(id: string): Promise<{ readonly integration: Integration; readonly token: string }> {
    const before = await this.byId(id)
    if (before.kind === 'hyperion') throw new DomainError('conflict', 'The hub needs no token for its own alerts')
    const { secret, token } = newToken()
    return { integration: known(await this.#deps.store.change(before.id, { token })), token: secret }
  }

  /** With everything that came in by it. */
  async remove(id: string): Promise<void> {
    const { builtIn, id: own } = await this.byId(id)
    if (builtIn) throw new DomainError('conflict', 'The hub’s own integrations can be switched off, not removed')
    await this.#deps.store.remove(own)
  }

  /** Whose token it is; undefined for a token of another kind of thing. Rejects with `permission_denied` on another path. */
  async byToken(secret: string, kind: IntegrationKind): Promise<Sender | undefined> {
    if (!TOKEN_FORM.test(secret)) return undefined
    const integration = await this.#deps.store.byToken(hashOf(secret))
    if (!integration) return undefined
    if (integration.kind !== kind) throw new DomainError('permission_denied', 'a token of another kind of integration')
    return { integration, limitKey: integration.id }
  }

  /** For whoever comes with a token of a user. */
  async builtIn(kind: IntegrationKind, limitKey: string): Promise<Sender> {
    const made = { name: KIND_GUIDES[kind].label, at: this.#deps.clock.now() }
    return { integration: await this.#deps.store.ensureBuiltIn(kind, made), limitKey }
  }

  /** Rejects with `token_invalid` when the sender was to sign and did not. */
  checkSignature({ id, secret: sealed }: Integration, request: Signed): void {
    if (sealed === null) return
    const secret = this.#deps.secrets.tryOpen(sealed, purposeOf(id))
    if (secret === undefined || !isSigned(request, secret, this.#deps.clock.now()))
      throw new DomainError('token_invalid', 'the signature is missing or wrong')
  }

  async refused({ id }: Integration): Promise<void> {
    await this.#deps.store.refuse(id, this.#deps.clock.now())
  }

  async #check(kind: InboundSource, { settings, signatureSecret }: IntegrationUpdate): Promise<void> {
    if (signatureSecret && kind !== 'grafana') throw wrong('signatureSecret', 'not_signed')
    if (settings?.ownAlerts !== undefined && kind !== 'hyperion') throw wrong('ownAlerts', 'own_alerts_only')
    const service = settings?.catchAll
    if (typeof service === 'string' && !(await this.#isService(service))) throw wrong('catchAll', 'unknown_service')
  }

  async #isService(id: string): Promise<boolean> {
    try {
      return isUuid(id) && (await this.#deps.services.byId(id)) !== undefined
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return false
      throw error
    }
  }
}

function purposeOf(id: string): string {
  return `integration:${id}`
}

function newToken() {
  const secret = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url')
  return { secret, token: { hash: hashOf(secret), hint: secret.slice(-HINT_LENGTH) } }
}

function hashOf(secret: string): string {
  return hash('sha256', secret, 'hex')
}

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || oneLine(trimmed) !== trimmed) throw wrong('name', 'name_characters')
  return trimmed
}

function wrong(field: string, problem: IntegrationProblem): DomainError {
  return new DomainError('validation_failed', 'the integration is not accepted', { details: { [field]: [problem] } })
}

function known(integration: Integration | undefined): Integration {
  if (!integration) throw new DomainError('not_found', 'no such integration')
  return integration
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') throw new DomainError('conflict', 'There is an integration of this name')
    throw error
  }
}
