import { DomainError } from '@hyperion/domain/errors'
import type { Preferences } from '@hyperion/domain/users'
import type { HostStore } from '@hyperion/ports/hosts'
import type { PreferenceStore } from '@hyperion/ports/preferences'

export interface UserPreferencesDeps {
  readonly store: PreferenceStore
  readonly hosts: Pick<HostStore, 'list'>
}

/** A rule that a preference breaks: no such host. */
export type PreferenceProblem = 'unknown_host'

/** How each user likes to look at history. */
export class UserPreferences {
  readonly #deps: UserPreferencesDeps

  constructor(deps: UserPreferencesDeps) {
    this.#deps = deps
  }

  async read(userId: number): Promise<Preferences> {
    return this.#withHost(await this.#deps.store.read(userId))
  }

  /** Whether the user ever set any. */
  isSet(userId: number): Promise<boolean> {
    return this.#deps.store.isSet(userId)
  }

  /** Sets what is given. `DomainError('validation_failed')` with a `PreferenceProblem` list by field. */
  async change(userId: number, change: Partial<Preferences>): Promise<Preferences> {
    try {
      return await this.#withHost(await this.#deps.store.change(userId, change))
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'not_found') throw error
      throw new DomainError('validation_failed', 'no such host', { details: { defaultCollectorId: ['unknown_host'] } })
    }
  }

  /** Who chose no host begins with the first one. */
  async #withHost(preferences: Preferences): Promise<Preferences> {
    if (preferences.defaultCollectorId !== null) return preferences
    const [first] = await this.#deps.hosts.list()
    return { ...preferences, defaultCollectorId: first?.id ?? null }
  }
}
