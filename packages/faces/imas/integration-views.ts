import { DEFAULT_SEVERITIES, type IntegrationKind, type IntegrationSettings, OWN_SOURCE } from '@hyperion/domain/inbound'
import { KIND_GUIDES } from '@hyperion/features/inbound'
import type { Inbound, InboundAlert, InboundDetail, Integration } from '@hyperion/ports/inbound'
import type {
  DeliveryAlertRow,
  InboundDeliveryAnswer,
  InboundDeliveryRow,
  IntegrationKindRow,
  IntegrationRow,
  IntegrationSettingsRow,
} from '@hyperion/wire/inbound'
import { isoSeconds } from '../shared/index.ts'
import { isoOrNull } from './incident-views.ts'
import type { SettingsBody } from './integration-schemas.ts'

export function integrationRow(integration: Integration, last: Inbound | undefined, origin: string): IntegrationRow {
  const { id, kind, name, builtIn, enabled, hint, secret, createdAt, createdBy, refused, refusedAt } = integration
  return {
    id,
    kind,
    name,
    built_in: builtIn,
    enabled,
    token_hint: hint,
    signed: secret !== null,
    settings: settingsRow(integration),
    url: kind === OWN_SOURCE ? null : webhookUrl(origin, kind),
    created_at: isoSeconds(createdAt),
    created_by: createdBy,
    refused,
    refused_at: isoOrNull(refusedAt),
    last_delivery: last ? { id: last.id, received_at: isoSeconds(last.lastAt), state: last.state } : null,
  }
}

function settingsRow({ kind, settings }: Integration): IntegrationSettingsRow {
  const { severities, serviceLabel, catchAll, floodLimit, pageLimit, ownAlerts } = settings
  return {
    severities,
    service_label: serviceLabel,
    catch_all: catchAll,
    flood_limit: floodLimit,
    page_limit: pageLimit,
    own_alerts: kind === OWN_SOURCE ? ownAlerts : null,
  }
}

export function settingsOf(body: SettingsBody): Partial<IntegrationSettings> {
  const { severities, service_label, catch_all, flood_limit, page_limit, own_alerts } = body
  return {
    ...(severities && { severities: lowered(severities) }),
    ...(service_label !== undefined && { serviceLabel: service_label.trim() }),
    ...(catch_all !== undefined && { catchAll: catch_all === null ? null : catch_all.toLowerCase() }),
    ...(flood_limit !== undefined && { floodLimit: flood_limit }),
    ...(page_limit !== undefined && { pageLimit: page_limit }),
    ...(own_alerts !== undefined && { ownAlerts: own_alerts }),
  }
}

function lowered(severities: NonNullable<SettingsBody['severities']>): IntegrationSettings['severities'] {
  return Object.fromEntries(Object.entries(severities).map(([word, severity]) => [word.trim().toLowerCase(), severity]))
}

function webhookUrl(origin: string, kind: IntegrationKind): string {
  return `${origin}/api/v1/webhooks/${kind}/`
}

export function kindRow(kind: IntegrationKind, origin: string): IntegrationKindRow {
  const { label, file, snippet } = KIND_GUIDES[kind]
  const url = webhookUrl(origin, kind)
  const text = snippet.replaceAll('{{url}}', url).replaceAll('{{token}}', 'YOUR_TOKEN')
  return { kind, label, url, file, snippet: text, severities: DEFAULT_SEVERITIES[kind] }
}

export function deliveryRow(inbound: Inbound): InboundDeliveryRow {
  const { id, receivedAt, lastAt, state, size, repeats, attempts, finishedAt, error, result } = inbound
  const outcomes: Partial<Record<DeliveryAlertRow['outcome'], number>> = {}
  for (const { outcome } of result?.alerts ?? []) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  return {
    id,
    received_at: isoSeconds(receivedAt),
    last_at: isoSeconds(lastAt),
    state,
    size,
    repeats,
    attempts,
    finished_at: isoOrNull(finishedAt),
    error,
    outcomes,
  }
}

export function deliveryAnswer(detail: InboundDetail): InboundDeliveryAnswer {
  const { result, headers, body } = detail
  return {
    ...deliveryRow(detail),
    alerts: (result?.alerts ?? []).map(alertRow),
    notes: result?.notes ?? [],
    headers,
    body: Buffer.from(body).toString('utf8'),
  }
}

function alertRow({ fingerprint, status, title, outcome, incident }: InboundAlert): DeliveryAlertRow {
  return { fingerprint, status, title, outcome, incident: incident && { id: incident.id, short_id: incident.shortId } }
}
