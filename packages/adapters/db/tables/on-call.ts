import type { Generated } from 'kysely'

interface OnCallSchedulesTable {
  /** UUID. */
  id: string
  name: string
  zone: string
  /** JSON, without what has a column. */
  settings: string
  created_at: number
  updated_at: number
  /** When those in `handed_to`, JSON, were told that they are on call. */
  handed_at: number
  handed_to: string
  /** Until when somebody sees to a hand-off; 0 when nobody does. */
  lease_until: number
}

export interface OnCallOverridesTable {
  /** A later one wins. */
  id: Generated<number>
  schedule_id: string
  user_id: number
  from_at: number
  to_at: number
  reason: string
  author: string
  created_at: number
}

export interface OnCallTables {
  on_call_schedules: OnCallSchedulesTable
  on_call_overrides: OnCallOverridesTable
  /** Secret addresses of calendars, one for a user and a schedule. */
  on_call_feeds: { token_hash: string; user_id: number; schedule_id: string; created_at: number }
}
