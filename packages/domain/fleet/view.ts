import { HOST_KINDS, type HostKind } from '../hosts/index.ts'
import { FLEET_STATES, type FleetState } from './state.ts'

/** What the list of hosts can show of each and be sorted by; state and name are always shown. */
export const FLEET_COLUMNS = ['tags', 'kind', 'cpu', 'memory', 'disk', 'network', 'load', 'uptime', 'trend', 'seen'] as const
export type FleetColumn = (typeof FLEET_COLUMNS)[number]

export const FLEET_SORTS = ['state', 'name', 'cpu', 'memory', 'disk', 'network', 'load', 'uptime', 'seen'] as const
export type FleetSort = (typeof FLEET_SORTS)[number]

/** How the list of hosts is looked at; empty lists mean all. */
export interface FleetViewSettings {
  readonly search: string
  readonly states: readonly FleetState[]
  readonly tags: readonly string[]
  readonly kinds: readonly HostKind[]
  readonly sort: FleetSort
  readonly descending: boolean
  readonly group: 'none' | 'tag'
  readonly columns: readonly FleetColumn[]
}

export const FLEET_VIEW_LIMITS = { name: 60, search: 200, tags: 20, tag: 40 } as const

export const DEFAULT_FLEET_VIEW: FleetViewSettings = {
  search: '',
  states: [],
  tags: [],
  kinds: [],
  sort: 'state',
  descending: false,
  group: 'none',
  columns: ['tags', 'cpu', 'memory', 'disk', 'network', 'trend', 'seen'],
}

export const FLEET_CHOICES = { states: FLEET_STATES, kinds: HOST_KINDS, sorts: FLEET_SORTS, columns: FLEET_COLUMNS } as const
