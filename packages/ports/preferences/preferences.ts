import type { Preferences } from '@hyperion/domain/users'

/** Preferences by user; the defaults at first. They go with their user, and the default collector with its host. */
export interface PreferenceStore {
  read(userId: number): Promise<Preferences>
  /** Whether a user ever set any. */
  isSet(userId: number): Promise<boolean>
  /**
   * Sets what is given, leaves the rest, and answers as {@link PreferenceStore.read} then does.
   * `DomainError('not_found')` for a host or a user that is not there.
   */
  change(userId: number, change: Partial<Preferences>): Promise<Preferences>
}
