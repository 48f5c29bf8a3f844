import type { Generated } from 'kysely'

export interface SavedCommandsTable {
  id: Generated<number>
  name: string
  author: string
  updated_at: number
  /** JSON, without what has a column. */
  settings: string
}
