import type { Named } from '@hyperion/domain/incidents'

/** What an incident may touch, such as data that may be lost. Ids are UUIDs. */
export interface ImpactScope extends Named {
  readonly description: string
}

export type NewImpactScope = Omit<ImpactScope, 'id'>

/** A name that is taken rejects with `DomainError('conflict')`; whatever names an unknown scope, with `not_found`. */
export interface ImpactScopeStore {
  /** By name. */
  list(): Promise<readonly ImpactScope[]>
  byId(id: string): Promise<ImpactScope | undefined>
  create(scope: NewImpactScope): Promise<ImpactScope>
  /** What is left out stays. */
  update(id: string, change: Partial<NewImpactScope>): Promise<ImpactScope>
  /** Incidents no longer tell of it. */
  delete(id: string): Promise<void>
}
