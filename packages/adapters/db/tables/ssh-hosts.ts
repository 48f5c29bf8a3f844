import type { Tier } from '@hyperion/domain/actions'
import type { SshSecret } from '@hyperion/ports/ssh'
import type { Generated } from 'kysely'

export interface SshHostsTable {
  host_id: number
  address: string
  port: number
  username: string
  secret_kind: SshSecret['kind']
  sealed_secret: string
  host_key_type: string
  host_key: string
  fingerprint: string
  interval_ms: number | null
  tier: Generated<Tier>
  /** JSON. */
  roots: Generated<string>
  /** JSON. */
  inventory: string | null
  last_seen: number | null
}
