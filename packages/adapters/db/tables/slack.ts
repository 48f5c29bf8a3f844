import type { SlackPlace } from '@hyperion/ports/slack'
import type { Generated } from 'kysely'

export interface SlackSettingsTable {
  /** 1: there is one workspace. */
  id: number
  /** Sealed, as the signing secret is. */
  token: string
  signing_secret: string
  default_channel: string
  room_prefix: string
  server: string | null
  team_id: string | null
  team_name: string | null
  bot_user: string | null
  updated_at: number
  updated_by: string
  last_event_at: number | null
  last_error: string | null
  last_error_at: number | null
}

export interface SlackEventsTable {
  id: Generated<number>
  event_id: string
  subject: string | null
  kind: string
  /** JSON. */
  payload: string
  state: 'pending' | 'done' | 'failed'
  attempts: number
  received_at: number
  due_at: number
  lease_until: number
  finished_at: number | null
  error: string | null
}

export interface SlackUsersTable {
  slack_id: string
  user_id: number | null
  mail: string
  name: string
  locale: string
  checked_at: number
  told_at: number | null
}

export interface SlackTables {
  slack_settings: SlackSettingsTable
  slack_messages: { incident_id: string; place: SlackPlace; channel: string; ts: string; hash: string; told: string | null }
  slack_rooms: { incident_id: string; channel: string; name: string }
  slack_events: SlackEventsTable
  slack_users: SlackUsersTable
}
