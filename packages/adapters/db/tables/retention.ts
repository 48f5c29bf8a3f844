import type { Generated } from 'kysely'

/** The row without a host is for all that have none of their own. */
export interface RetentionTable {
  id: Generated<number>
  host_id: number | null
  raw_days: number
  fine_days: number
  total_days: number
  updated_at: number | null
  updated_by: string | null
}
