import type { Rule, RuleSettings } from '@hyperion/domain/alerts'

export interface StoredRule extends Rule {
  readonly updatedAt: number
  /** Name of the user who changed it last; null for one as it came. */
  readonly updatedBy: string | null
}

/** Who changes something, and when. */
export interface Author {
  readonly by: string
  readonly at: number
}

export interface RuleStore {
  /** Oldest first; those that come with Hyperion are there from the start. */
  list(): Promise<readonly StoredRule[]>
  byId(id: number): Promise<StoredRule | undefined>
  /** Rejects with `DomainError('conflict')` when the name is taken, as {@link update} does. */
  create(settings: RuleSettings, author: Author): Promise<StoredRule>
  /** Rejects with `DomainError('not_found')` for an unknown one, as {@link delete} does. */
  update(id: number, settings: RuleSettings, author: Author): Promise<StoredRule>
  delete(id: number): Promise<void>
}
