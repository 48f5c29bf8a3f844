import type { Generated } from 'kysely'

export interface UsageTable {
  id: Generated<number>
  at: number
  usage: number
}

export interface NetworkUsageTable {
  id: Generated<number>
  at: number
  interface: string
  received: number
  sent: number
}

export interface StorageUsageTable {
  id: Generated<number>
  at: number
  mount_point: string
  total: number
  used: number
  free: number
}
