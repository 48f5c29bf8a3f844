import { createHmac } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { type IssuedTokenStore, NEVER, type Session, type SessionStore } from '@hyperion/ports/users'
import { hashToken } from './tokens.ts'

/** As the IMAS document prints one. */
const TOKEN_FORM = /^[0-9a-f]{40}$/
const TOKEN_LENGTH = 40
const ATTEMPTS = 5

export interface PermanentTokensDeps {
  readonly key: Buffer
  readonly issued: IssuedTokenStore
  readonly sessions: SessionStore
}

/** What a session needs beside its secret and its end. */
export type SessionDraft = Omit<Session, 'tokenHash' | 'expiresAt'>

/**
 * IMAS' tokens: a user has one, gets the same again as long as it is valid, and another once it was revoked. Only hashes are
 * stored: a token is derived from the hub's key, the user and the number of times that the user was given a new one.
 */
export class PermanentTokens {
  readonly #deps: PermanentTokensDeps

  constructor(deps: PermanentTokensDeps) {
    this.#deps = deps
  }

  /** The user's valid token, or a new one. */
  async issue(draft: SessionDraft): Promise<{ token: string; created: boolean }> {
    const { issued, sessions } = this.#deps
    const { userId, createdAt: now } = draft
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const generation = await issued.latest(userId)
      const current = this.#derive(userId, generation)
      if (await sessions.find(hashToken(current), now)) return { token: current, created: false }
      const token = this.#derive(userId, generation + 1)
      if (await this.#taken(generation + 1, { ...draft, tokenHash: hashToken(token), expiresAt: NEVER })) continue
      return { token, created: true }
    }
    throw new DomainError('conflict', 'tokens of this user are being made and revoked at the same time')
  }

  /** Whether this was once a valid token. */
  async wasIssued(token: string): Promise<boolean> {
    return isPermanentForm(token) && this.#deps.issued.wasIssued(hashToken(token))
  }

  /** Another request may have been first. */
  async #taken(generation: number, session: Session): Promise<boolean> {
    try {
      await this.#deps.issued.issue(generation, session)
      return false
    } catch (error) {
      if (error instanceof DomainError && error.code === 'conflict') return true
      throw error
    }
  }

  #derive(userId: number, generation: number): string {
    return createHmac('sha256', this.#deps.key).update(`${userId}:${generation}`).digest('hex').slice(0, TOKEN_LENGTH)
  }
}

export function isPermanentForm(token: string): boolean {
  return TOKEN_FORM.test(token)
}
