import type { InboundSource } from '@hyperion/domain/inbound'
import type { InboundState } from '@hyperion/ports/inbound'
import type { Generated } from 'kysely'

type Flag = boolean | number

export interface IntegrationsTable {
  /** UUID. */
  id: string
  kind: InboundSource
  name: string
  /** The kind, of the hub's own: unique. */
  built_in: string | null
  token_hash: string | null
  hint: string | null
  enabled: Flag
  /** JSON: what differs from the defaults. */
  settings: string
  /** Sealed. */
  secret: string | null
  created_at: number
  created_by: string | null
  refused: number
  refused_at: number | null
  /** Group of the flood that goes on. */
  flood: string | null
  noticed_at: number | null
}

export interface InboundTable {
  id: Generated<number>
  integration_id: string
  source: InboundSource
  received_at: number
  last_at: number
  queued_at: number
  due_at: number
  lease_until: number
  body: Uint8Array
  size: number
  /** JSON. */
  headers: string
  hash: string
  repeats: number
  state: InboundState
  attempts: number
  finished_at: number | null
  /** JSON. */
  result: string | null
  error: string | null
}

/** Where the alerts of an integration went. */
export interface InboundAlertsTable {
  integration_id: string
  fingerprint: string
  service_id: string
  group_key: string | null
  /** The key by which its incident is found. */
  dedup_key: string
  incident_id: string | null
  firing: Flag
  /** When it began as one that counts; 0 for one that joined another. */
  counted_at: number
  quiet: Flag
  updated_at: number
}

export interface InboundTables {
  integrations: IntegrationsTable
  inbound: InboundTable
  inbound_alerts: InboundAlertsTable
}
