import type { Incident, Signal } from '@hyperion/domain/incidents'

/** Where an alert went: later news of it go the same way, whatever is configured by then. */
export interface Route {
  /** Id of the service. */
  readonly service: string
  /** The group that it shares an incident with, if any. */
  readonly group: string | null
}

export interface KnownRoute extends Route {
  readonly firing: boolean
}

export interface RouteRequest {
  readonly signal: Pick<Signal, 'source' | 'fingerprint' | 'group'>
  /** Id of the service. */
  readonly service: string
  /** Where alerts of a flood go. */
  readonly floodService: string
  readonly at: number
  /** New ones within a minute, from which on further ones share an incident. */
  readonly floodLimit: number
  /** New ones within a minute that page. */
  readonly pageLimit: number
}

export interface Routed extends Route {
  /** It was the first of a flood, or joined one. */
  readonly flood: 'begins' | 'goes on' | null
  /** It will not page: too many did within a minute. */
  readonly quiet: boolean
  /** One notice is owed for those that do not page: see {@link RouteStore.noticed}. */
  readonly noticeOwed: boolean
}

/** How alerts find their incidents, and how many new ones there were. */
export interface RouteStore {
  /** Those that are known, by fingerprint; notes that they were heard of. */
  known(integration: string, fingerprints: readonly string[], at: number): Promise<ReadonlyMap<string, KnownRoute>>
  /** Routes an alert that begins, and counts it. */
  route(integration: string, request: RouteRequest): Promise<Routed>
  /** Which incident it came to. */
  arrived(integration: string, fingerprint: string, incident: string): Promise<void>
  ended(integration: string, fingerprints: readonly string[]): Promise<void>
  /** The notice was given; another one is owed no sooner than after a quarter of an hour, or in the next flood. */
  noticed(integration: string, at: number): Promise<void>
  /** Whether an incident began among too many to page for each. */
  isFlooded(incident: Pick<Incident, 'service' | 'dedupKey' | 'createdAt'>): Promise<boolean>
  /** Forgets alerts that were not heard of since. */
  trim(before: number): Promise<void>
}
