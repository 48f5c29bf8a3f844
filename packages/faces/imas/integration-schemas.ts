import { INTEGRATION_KINDS, OWN_ALERTS, OWN_SOURCE } from '@hyperion/domain/inbound'
import { SEVERITIES } from '@hyperion/domain/incidents'
import { NAME_LENGTH } from '@hyperion/features/inbound'
import { INBOUND_STATES } from '@hyperion/ports/inbound'
import { type Static, type TSchema, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const uuid = Type.String({ examples: ['550e8400-e29b-41d4-a716-446655440000'] })
const time = Type.String({ examples: ['2026-02-05T18:30:00Z'] })
const Severities = Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Enum([...SEVERITIES]), {
  maxProperties: 100,
  description: 'By the source’s own words, in whatever case.',
  examples: [{ critical: 'SEV1_CRITICAL', warning: 'SEV2_HIGH' }],
})
const Count = Type.Integer({ minimum: 1, maximum: 100_000 })

export const IntegrationParams = Type.Object({ integration: uuid })
export type IntegrationParams = Static<typeof IntegrationParams>

export const DeliveryParams = Type.Object({
  integration: uuid,
  delivery: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }),
})
export type DeliveryParams = Static<typeof DeliveryParams>

const settings = {
  severities: Severities,
  service_label: Type.String({ minLength: 1, maxLength: 128, description: 'The label that names the service.', examples: ['service'] }),
  catch_all: Type.Union([uuid, Type.Null()], { description: 'The service for alerts that name none that is known.' }),
  flood_limit: Type.Integer({
    ...Count,
    description: 'New incidents within a minute, from which on further alerts share one.',
    examples: [200],
  }),
  page_limit: Type.Integer({ ...Count, description: 'New incidents within a minute that page one by one.', examples: [10] }),
}
const OwnAlerts = Type.Enum([...OWN_ALERTS], { description: 'Which of the hub’s own alerts open incidents.', examples: ['critical'] })

const SettingsBody = Type.Partial(Type.Object({ ...settings, own_alerts: OwnAlerts }, strict), strict)
export type SettingsBody = Static<typeof SettingsBody>

const name = Type.String({ minLength: 1, maxLength: NAME_LENGTH, examples: ['Prometheus Paris'] })

export const IntegrationBody = Type.Object(
  { kind: Type.Enum([...INTEGRATION_KINDS], { examples: ['alertmanager'] }), name, settings: Type.Optional(SettingsBody) },
  strict,
)
export type IntegrationBody = Static<typeof IntegrationBody>

export const IntegrationChangeBody = Type.Partial(
  Type.Object({
    name,
    enabled: Type.Boolean(),
    settings: SettingsBody,
    signature_secret: Type.Union([Type.String({ minLength: 8, maxLength: 256 }), Type.Null()], {
      description: 'Grafana’s, which signs with it.',
    }),
  }),
  strict,
)
export type IntegrationChangeBody = Static<typeof IntegrationChangeBody>

const Kind = Type.Enum([...INTEGRATION_KINDS, OWN_SOURCE], { examples: ['alertmanager'] })
const State = Type.Enum([...INBOUND_STATES], { examples: ['processed'] })

const integration = {
  id: uuid,
  kind: Kind,
  name,
  built_in: Type.Boolean({ description: 'Made by the hub: for tokens of users, and for its own alerts.' }),
  enabled: Type.Boolean(),
  token_hint: orNull(Type.String({ examples: ['x8Qk'] })),
  signed: Type.Boolean({ description: 'Requests must be signed.' }),
  settings: Type.Object({ ...settings, own_alerts: orNull(OwnAlerts) }),
  url: orNull(Type.String({ examples: ['https://hub.example.com/api/v1/webhooks/alertmanager/'] })),
  created_at: time,
  created_by: orNull(Type.String({ examples: ['admin'] })),
  refused: Type.Integer({ description: 'Requests that were too many.' }),
  refused_at: orNull(time),
  last_delivery: orNull(Type.Object({ id: Type.Integer(), received_at: time, state: State })),
}

export const IntegrationAnswer = Type.Object(integration)
export const NewIntegrationAnswer = Type.Object({
  ...integration,
  token: Type.String({ description: 'Told this once.', examples: ['hypi_…'] }),
})

export const KindAnswer = Type.Object({
  kind: Kind,
  label: Type.String({ examples: ['Prometheus Alertmanager'] }),
  url: Type.String(),
  file: Type.String({ examples: ['alertmanager.yml'] }),
  snippet: Type.String({ description: 'What to paste there, with YOUR_TOKEN for the token.' }),
  severities: Severities,
})

const OUTCOMES = ['created', 'reopened', 'updated', 'repeated', 'resolved', 'ignored'] as const
const IncidentRef = Type.Object({ id: uuid, short_id: Type.String({ examples: ['INC-A1B2C3'] }) })

const delivery = {
  id: Type.Integer({ examples: [1] }),
  received_at: time,
  last_at: Type.String({ description: 'When the same came last.', examples: ['2026-02-05T18:30:00Z'] }),
  state: State,
  size: Type.Integer({ description: 'Bytes.' }),
  repeats: Type.Integer({ description: 'How often the same came again.' }),
  attempts: Type.Integer(),
  finished_at: orNull(time),
  error: orNull(Type.String({ examples: ['There is no title'] })),
  outcomes: Type.Record(Type.String(), Type.Integer(), { description: 'How many alerts came to what.', examples: [{ created: 1 }] }),
}

export const DeliveryRow = Type.Object(delivery)
export const DeliveryAnswer = Type.Object({
  ...delivery,
  alerts: Type.Array(
    Type.Object({
      fingerprint: Type.String(),
      status: Type.Enum(['firing', 'resolved']),
      title: Type.String(),
      outcome: Type.Enum([...OUTCOMES]),
      incident: orNull(IncidentRef),
    }),
  ),
  notes: Type.Array(Type.String()),
  headers: Type.Record(Type.String(), Type.String()),
  body: Type.String({ description: 'As it came.' }),
})

export const WebhookAnswer = Type.Object({
  status: Type.Enum(['processed', 'queued', 'unreadable', 'failed']),
  delivery: Type.Integer({ description: 'What it is kept as.' }),
  incidents: Type.Array(
    Type.Object({
      id: uuid,
      short_id: Type.String({ examples: ['INC-A1B2C3'] }),
      outcome: Type.Enum([...OUTCOMES]),
      fingerprint: Type.String(),
    }),
  ),
  notes: Type.Optional(Type.Array(Type.String())),
  reason: Type.Optional(Type.String({ description: 'Why nothing came of it.', examples: ['There is no title'] })),
})
