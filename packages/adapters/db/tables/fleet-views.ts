import type { Generated } from 'kysely'

/** Saved views of the hosts. */
export interface FleetViewsTable {
  id: Generated<number>
  /** Null for everyone's. */
  owner_id: number | null
  name: string
  author: string
  /** JSON, without what has a column. */
  settings: string
}
