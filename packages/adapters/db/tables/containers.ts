import type { ContainerInfo } from '@hyperion/domain/hosts'
import type { StoredContainer } from '@hyperion/ports/containers'
import type { Generated } from 'kysely'

export interface ContainersTable {
  id: Generated<number>
  host_id: number
  name: string
  container_id: string
  engine: string
  image: string
  status: StoredContainer['state']
  exit_code: number | null
  health: ContainerInfo['health']
  created_at: number
  started_at: number | null
  updated_at: number
}
