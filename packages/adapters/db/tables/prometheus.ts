import type { Generated } from 'kysely'

export interface ScrapeTargetsTable {
  host_id: number
  url: string
  /** Sealed. */
  credentials: string | null
  ca: string | null
  server_name: string | null
  interval_ms: number | null
  timeout_ms: number
  created_at: number
  /** JSON. */
  inventory: string | null
  last_seen: number | null
}

export interface ReceiversTable {
  id: Generated<number>
  name: string
  token_hash: string
  hint: string
  new_hosts: boolean | number
  created_at: number
  created_by: string
  last_used_at: number | null
}

export interface WrittenInstancesTable {
  id: Generated<number>
  receiver_id: number | null
  job: string
  instance: string
  host_id: number | null
  /** JSON. */
  inventory: string | null
  last_seen: number | null
}

interface RemoteWriteInboxTable {
  id: Generated<number>
  receiver_id: number
  received_at: number
  body: Uint8Array
}

/** Hosts that are scraped, and those that a Prometheus writes of. */
export interface PrometheusTables {
  scrape_targets: ScrapeTargetsTable
  remote_write_receivers: ReceiversTable
  remote_write_instances: WrittenInstancesTable
  remote_write_inbox: RemoteWriteInboxTable
}
