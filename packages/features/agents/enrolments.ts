import { hash, randomBytes } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { AgentStore, EnrolmentToken } from '@hyperion/ports/agents'
import type { Clock } from '@hyperion/ports/clock'
import type { Host } from '@hyperion/ports/hosts'
import { formatEnrolmentToken, parseEnrolmentToken } from '@hyperion/wire/agent'
import type { HubIdentity } from './identity.ts'

export interface EnrolmentsDeps {
  readonly store: AgentStore
  readonly identity: HubIdentity
  readonly clock: Clock
}

export interface TokenDraft {
  readonly label: string
  readonly minutes: number
  readonly createdBy: string
}

const SECRET_BYTES = 32

/** The tokens that let agents in: each once, for a while. Only a hash is kept. */
export class Enrolments {
  readonly #deps: EnrolmentsDeps

  constructor(deps: EnrolmentsDeps) {
    this.#deps = deps
  }

  /** The token itself is told here and never again. */
  async create({ label, minutes, createdBy }: TokenDraft): Promise<{ readonly row: EnrolmentToken; readonly token: string }> {
    const { store, identity, clock } = this.#deps
    const secret = randomBytes(SECRET_BYTES).toString('base64url')
    const createdAt = clock.now()
    const expiresAt = createdAt + minutes * 60_000
    const row = await store.addToken({ hash: hashOf(secret), label, createdAt, createdBy, expiresAt })
    return { row, token: formatEnrolmentToken({ secret, hubKey: identity.key }) }
  }

  list(): Promise<readonly EnrolmentToken[]> {
    return this.#deps.store.tokens()
  }

  /** Takes back a token that nobody used yet. */
  async revoke(id: number): Promise<void> {
    if (!(await this.#deps.store.removeToken(id))) throw new DomainError('not_found', 'no unused enrolment token of this number')
  }

  /** Whether an agent could enrol with it now. */
  async isUsable(token: string): Promise<boolean> {
    const parts = parseEnrolmentToken(token)
    return parts !== null && (await this.#deps.store.usableToken(hashOf(parts.secret), this.#deps.clock.now())) !== undefined
  }

  /** Uses the token up for a new host; undefined when it is not good, or another hub's. */
  async enrol(token: string, key: string, hostname: string): Promise<Host | undefined> {
    const { store, identity, clock } = this.#deps
    const parts = parseEnrolmentToken(token)
    if (parts?.hubKey !== identity.key) return undefined
    return store.enrol({ tokenHash: hashOf(parts.secret), key, hostname, now: clock.now() })
  }
}

function hashOf(secret: string): string {
  return hash('sha256', secret, 'hex')
}
