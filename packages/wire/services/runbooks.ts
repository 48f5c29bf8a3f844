import type { NamedRow } from './services.ts'

export interface RunbookStepRequest {
  /** Of a step of this runbook: it stays the same one. */
  readonly id?: string
  /** Where it stands, from 1; the order of the list where it is left out. */
  readonly order?: number
  readonly title: string
  /** Markdown. */
  readonly description?: string
  readonly command?: string | null
  readonly expected_duration_minutes?: number | null
  readonly is_critical?: boolean
  readonly requires_confirmation?: boolean
}

export interface RunbookRequest {
  readonly title: string
  /** Markdown. */
  readonly description?: string
  /** Id of a service. */
  readonly service?: string | null
  /** All steps: those that are left out are gone. */
  readonly steps?: readonly RunbookStepRequest[]
}

export interface RunbookStepRow {
  readonly id: string
  readonly order: number
  readonly title: string
  readonly description: string
  readonly command: string | null
  readonly expected_duration_minutes: number | null
  readonly is_critical: boolean
  readonly requires_confirmation: boolean
}

export interface RunbookRow {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly service: NamedRow | null
  readonly steps: readonly RunbookStepRow[]
  readonly created_at: string
  readonly updated_at: string
}
