import type { Named } from '@hyperion/domain/incidents'
import type { Criticality } from '@hyperion/domain/services'

/** What incidents are about: something that people use and that a team looks after. Ids are UUIDs. */
export interface Service extends Named {
  readonly description: string
  readonly ownerTeam: Named | null
  readonly criticality: Criticality
  readonly runbookUrl: string | null
  readonly escalationPolicyId: string | null
  /** Ids of the hosts whose own alerts are about it, ascending; a host is of one service at most. */
  readonly hosts: readonly number[]
  readonly openIncidents: number
  /** Epoch ms. */
  readonly createdAt: number
}

export type NewService = Omit<Service, 'id' | 'ownerTeam' | 'openIncidents'> & { readonly ownerTeam: string | null }
export type ServiceChange = Partial<Omit<NewService, 'createdAt'>>

/** A name that is taken rejects with `DomainError('conflict')`; whatever names an unknown service, team or host, with `not_found`. */
export interface ServiceStore {
  /** By name. */
  list(): Promise<readonly Service[]>
  byId(id: string): Promise<Service | undefined>
  /** Every name and its id, by age: cheaper than {@link ServiceStore.list}. */
  names(): Promise<readonly Named[]>
  /** The one whose host it is. */
  ofHost(host: number): Promise<Service | undefined>
  /** Takes its hosts from other services. */
  create(service: NewService): Promise<Service>
  /** What is left out stays; hosts are replaced as a whole, and taken from other services. */
  update(id: string, change: ServiceChange): Promise<Service>
  /** Rejects with `conflict` when it has incidents, open or not. */
  delete(id: string): Promise<void>
}
