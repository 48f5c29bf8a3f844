import type { InboundSource, OwnAlerts } from '@hyperion/domain/inbound'
import type { Severity } from '@hyperion/domain/incidents'

/** `GET /api/v1/integrations/` and what is below it, for the web app. Times are ISO-8601 without milliseconds. */
export interface IntegrationSettingsRow {
  /** By the source's own words, in lower case. */
  readonly severities: Readonly<Record<string, Severity>>
  readonly service_label: string
  /** Id of a service; null for the hub's own catch-all. */
  readonly catch_all: string | null
  /** New incidents within a minute. */
  readonly flood_limit: number
  readonly page_limit: number
  /** Null where it does not concern the kind. */
  readonly own_alerts: OwnAlerts | null
}

export type InboundState = 'queued' | 'processed' | 'unreadable' | 'failed'

export interface IntegrationRow {
  readonly id: string
  readonly kind: InboundSource
  readonly name: string
  readonly built_in: boolean
  readonly enabled: boolean
  /** Its last characters. */
  readonly token_hint: string | null
  /** Whether its requests must be signed. */
  readonly signed: boolean
  readonly settings: IntegrationSettingsRow
  /** Null for the hub's own alerts. */
  readonly url: string | null
  readonly created_at: string
  readonly created_by: string | null
  /** Requests that were too many. */
  readonly refused: number
  readonly refused_at: string | null
  readonly last_delivery: { readonly id: number; readonly received_at: string; readonly state: InboundState } | null
}

export interface NewIntegrationAnswer extends IntegrationRow {
  readonly token: string
}

export interface IntegrationRequest {
  readonly kind: InboundSource
  readonly name: string
  readonly settings?: Partial<IntegrationSettingsRow>
}

export interface IntegrationChangeRequest {
  readonly name?: string
  readonly enabled?: boolean
  readonly settings?: Partial<IntegrationSettingsRow>
  readonly signature_secret?: string | null
}

export interface DeliveryAlertRow {
  readonly fingerprint: string
  readonly status: 'firing' | 'resolved'
  readonly title: string
  readonly outcome: 'created' | 'reopened' | 'updated' | 'repeated' | 'resolved' | 'ignored'
  readonly incident: { readonly id: string; readonly short_id: string } | null
}

export interface InboundDeliveryRow {
  readonly id: number
  readonly received_at: string
  readonly last_at: string
  readonly state: InboundState
  /** Bytes. */
  readonly size: number
  readonly repeats: number
  readonly attempts: number
  readonly finished_at: string | null
  readonly error: string | null
  /** How many alerts came to what. */
  readonly outcomes: Readonly<Partial<Record<DeliveryAlertRow['outcome'], number>>>
}

export interface InboundDeliveryAnswer extends InboundDeliveryRow {
  readonly alerts: readonly DeliveryAlertRow[]
  readonly notes: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface IntegrationKindRow {
  readonly kind: InboundSource
  readonly label: string
  readonly url: string
  /** What the text is, such as the name of a file. */
  readonly file: string
  /** With `YOUR_TOKEN` where the token belongs. */
  readonly snippet: string
  readonly severities: Readonly<Record<string, Severity>>
}

/** A list: 20 rows a page unless `page_size` asks for up to 100. */
export interface InboundPage<T> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly T[]
}
