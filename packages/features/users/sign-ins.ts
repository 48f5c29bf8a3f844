import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { Session } from '@hyperion/ports/users'
import type { FallbackSessions } from './fallback-sessions.ts'
import type { Principal } from './principal.ts'
import type { PrincipalCache } from './principal-cache.ts'

/** A script that signs in every minute has more than anybody would read. */
const LISTED_MAX = 200

export interface SessionsDeps {
  readonly sessions: FallbackSessions
  readonly cache: PrincipalCache
  readonly clock: Clock
}

/** What users do with their own sign-ins. */
export class SignIns {
  readonly #deps: SessionsDeps

  constructor(deps: SessionsDeps) {
    this.#deps = deps
  }

  /** The latest used first. */
  list({ user }: Principal): Promise<readonly Session[]> {
    return this.#deps.sessions.signIns(user.id, this.#deps.clock.now(), LISTED_MAX)
  }

  /** `DomainError('not_found')` for another user's, as for an unknown one. */
  async revoke({ user }: Principal, id: string): Promise<void> {
    const { sessions, cache } = this.#deps
    const session = await sessions.byId(id)
    if (!session || session.userId !== user.id || session.kind === 'key') throw new DomainError('not_found', 'no such session')
    await sessions.revoke(session.tokenHash)
    cache.forget(session.tokenHash)
  }

  /** Ends all but the one that asks. */
  async revokeOthers({ user, tokenHash }: Principal): Promise<void> {
    const { sessions, cache } = this.#deps
    await sessions.revokeOthers(user.id, tokenHash)
    cache.forgetUser(user.id)
  }
}
