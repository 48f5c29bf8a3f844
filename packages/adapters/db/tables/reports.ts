import type { ReportFormat, ReportRun, ReportStatus } from '@hyperion/ports/reports'
import type { Generated } from 'kysely'

/** Comes back as 0 or 1 from SQLite. */
type Flag = boolean | number

export interface ReportsTable {
  id: Generated<number>
  host_id: number
  name: string
  format: ReportFormat
  language: 'en' | 'fr'
  hours: number | null
  include_containers: Flag
  requested_by: string
  status: ReportStatus
  progress: number
  attempts: number
  lease_until: number
  created_at: number
  completed_at: number | null
  file: string | null
  size_bytes: number | null
  error: string | null
  run_id: number | null
  /** Null in rows of before there were schedules. */
  until_at: number | null
  zone: string | null
  /** JSON. */
  figures: string | null
}

export interface ReportSchedulesTable {
  id: Generated<number>
  /** JSON. */
  settings: string
  author: string
  updated_at: number
  next_at: number | null
}

export interface ReportRunsTable {
  id: Generated<number>
  schedule_id: number
  due_at: number
  requested_by: string | null
  status: ReportRun['status']
  prepared: Flag
  claims: number
  failures: number
  lease_until: number
  error: string | null
  finished_at: number | null
}
