import type { HostEventKind } from '@hyperion/domain/hosts'
import type { Generated } from 'kysely'

/** One snapshot, or several put together. */
export interface ProcessSnapshotsTable {
  host_id: number
  first_at: number
  last_at: number
  /** Lines, compressed. */
  data: Uint8Array
}

export interface HostFactsTable {
  host_id: number
  /** JSON. */
  facts: string
}

export interface HostEventsTable {
  id: Generated<number>
  host_id: number
  at: number
  kind: HostEventKind
  subject: string | null
  before: string | null
  after: string | null
}
