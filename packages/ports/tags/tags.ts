import type { Named } from '@hyperion/domain/incidents'

/** A word that incidents are found by. Ids are UUIDs. */
export interface Tag extends Named {
  /** `#rrggbb`, in lower case. */
  readonly color: string
}

export type NewTag = Omit<Tag, 'id'>

/** A name that is taken rejects with `DomainError('conflict')`; whatever names an unknown tag, with `not_found`. */
export interface TagStore {
  /** By name. */
  list(): Promise<readonly Tag[]>
  byId(id: string): Promise<Tag | undefined>
  create(tag: NewTag): Promise<Tag>
  /** What is left out stays. */
  update(id: string, change: Partial<NewTag>): Promise<Tag>
  /** Incidents lose it. */
  delete(id: string): Promise<void>
}
