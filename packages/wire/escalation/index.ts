import type { EscalationTarget, NotificationRule, PageKind, PageStatus, Urgency } from '@hyperion/domain/escalation'

/** A page of a list of the incident API. */
export interface ListPage<T> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly T[]
}

/** With its name; null where it is gone. */
export type PolicyTarget = EscalationTarget & { readonly name: string | null }

/** `POST /api/v1/escalation-policies/`, and `PUT` as a whole. */
export interface PolicyRequest {
  readonly name: string
  readonly description?: string
  readonly steps: readonly { readonly delay_minutes: number; readonly targets: readonly EscalationTarget[] }[]
  readonly repeat?: number
  /** Ids of channels. */
  readonly notify?: readonly number[]
}

export interface PolicyRow {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly steps: readonly { readonly delay_minutes: number; readonly targets: readonly PolicyTarget[] }[]
  readonly repeat: number
  readonly notify: readonly { readonly id: number; readonly name: string | null }[]
  readonly services: readonly { readonly id: string; readonly name: string }[]
  readonly created_at: string
  readonly updated_at: string
}

/** `GET /api/v1/escalation-policies/targets/` */
export type TargetRow = EscalationTarget & { readonly name: string }

export type ReadinessState = 'ok' | 'failed' | 'never_tried' | 'unreachable'

/** `GET /api/v1/on-call/readiness/` */
export interface ReadinessRow {
  readonly user: { readonly id: number; readonly username: string; readonly email: string }
  readonly state: ReadinessState
  readonly on_call_now: boolean
  readonly through: readonly string[]
  readonly methods: readonly {
    readonly id: string
    readonly kind: string
    readonly label: string
    readonly state: ReadinessState
    readonly last_at: string | null
    readonly reason: string | null
  }[]
}

/** `GET /api/v1/me/contact-methods/` */
export interface ContactMethodRow {
  /** `mail`, `push` or a number. */
  readonly id: string
  readonly kind: string
  readonly label: string
  /** Mail and push, which everybody has. */
  readonly own: boolean
  readonly problem: string | null
  readonly settings: Readonly<Record<string, string>>
  readonly secrets_set: readonly string[]
  readonly last: { readonly ok: boolean; readonly at: string; readonly error: string | null } | null
}

export interface ContactMethodRequest {
  readonly kind: string
  readonly label: string
  readonly settings: Readonly<Record<string, string>>
}

/** `GET` and `PUT /api/v1/me/notification-rules/` */
export interface RuleRow {
  readonly urgency: Urgency
  readonly delay_minutes: number
  readonly method: NotificationRule['method']
}

export interface HopRow {
  readonly kind: 'signal' | 'incident' | 'escalation' | 'page' | 'acknowledged' | 'resolved'
  readonly state: 'done' | 'waiting' | 'failed' | 'skipped'
  readonly at: string | null
  readonly queued_at: string | null
  readonly subject: string | null
  readonly reason: string | null
}

/** `POST /api/v1/escalation-policies/{id}/test/`, and what follows. */
export interface PagingTestAnswer {
  readonly id: string
  readonly policy: string
  readonly urgency: Urgency
  readonly started_by: string
  readonly started_at: string
  readonly ends_at: string
  readonly ended_at: string | null
  readonly incident: { readonly id: string; readonly short_id: string; readonly status: string } | null
  readonly hops: readonly HopRow[]
}

export interface EscalationPageRow {
  readonly id: number
  readonly kind: PageKind
  readonly status: PageStatus
  readonly to: string
  readonly method: string | null
  readonly attempts: number
  readonly created_at: string
  readonly due_at: string
  readonly finished_at: string | null
  readonly error: string | null
}

/** `GET /api/v1/incidents/{id}/escalation/` */
export interface IncidentEscalationAnswer {
  readonly runs: readonly {
    readonly id: number
    readonly policy: { readonly id: string; readonly name: string } | null
    readonly state: 'running' | 'stopped' | 'exhausted'
    /** From 1. */
    readonly round: number
    readonly step: number
    readonly steps: number
    readonly rounds: number
    readonly started_at: string
    readonly next_at: string | null
    readonly finished_at: string | null
    readonly why: string | null
    readonly log: readonly {
      readonly round: number
      readonly step: number
      readonly planned_at: string
      readonly ran_at: string
      readonly reached: boolean
      readonly targets: readonly {
        readonly target: string
        readonly people: readonly { readonly id: number; readonly username: string; readonly methods: readonly string[] }[]
        readonly channel: { readonly id: number; readonly name: string } | null
        readonly problem: string | null
      }[]
    }[]
  }[]
  readonly pages: readonly EscalationPageRow[]
}
