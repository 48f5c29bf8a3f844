import {
  COMMENT_LENGTH,
  COMMENT_TYPES,
  DESCRIPTION_LENGTH,
  INCIDENT_STATUSES,
  SEVERITIES,
  TIMELINE_TYPES,
  TITLE_LENGTH,
} from '@hyperion/domain/incidents'
import { type Static, type TSchema, type TString, Type } from 'typebox'
import { pageQuery } from './pages.ts'

const strict = { additionalProperties: false } as const
const uuid = (description?: string): TString =>
  Type.String({ examples: ['550e8400-e29b-41d4-a716-446655440000'], ...(description && { description }) })
const time = Type.String({ examples: ['2026-02-05T18:30:00Z'] })
const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Severity = Type.Enum([...SEVERITIES], { examples: ['SEV1_CRITICAL'] })
const Status = Type.Enum([...INCIDENT_STATUSES], { examples: ['TRIGGERED'] })
const Named = Type.Object({ id: uuid(), name: Type.String({ examples: ['redis-prod'] }) })
const UserRef = Type.Object({ id: orNull(Type.Integer({ examples: [1] })), username: Type.String({ examples: ['admin'] }) })

export const IncidentParams = Type.Object({
  id: Type.String({ description: 'UUID, or the short id.', examples: ['INC-A1B2C3'] }),
})
export type IncidentParams = Static<typeof IncidentParams>

export const IncidentsQuery = pageQuery({
  status: Type.Optional(
    Type.String({ description: 'In either case; several apart by commas; `open` for all but resolved.', examples: ['triggered'] }),
  ),
  severity: Type.Optional(Type.String({ description: 'In either case; several apart by commas.', examples: ['SEV1_CRITICAL'] })),
  service: Type.Optional(uuid('Of the service.')),
  team: Type.Optional(uuid('Of the team that owns the service.')),
  tag: Type.Optional(Type.String({ maxLength: 50, examples: ['customer-impact'] })),
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Words in title, description or short id.' })),
  created_after: Type.Optional(time),
  created_before: Type.Optional(time),
  ordering: Type.Optional(
    Type.String({
      description: 'created_at, severity, status, updated_at or title; after a - the other way round.',
      examples: ['-created_at'],
    }),
  ),
})
export type IncidentsQuery = Static<typeof IncidentsQuery>

const row = {
  id: uuid(),
  short_id: Type.String({ examples: ['INC-A1B2C3'] }),
  title: Type.String({ examples: ['Redis Cluster Down'] }),
  description: Type.String(),
  severity: Severity,
  status: Status,
  service: Named,
  lead: orNull(UserRef),
  created_at: time,
  acknowledged_at: orNull(time),
  resolved_at: orNull(time),
}

export const IncidentRow = Type.Object({ ...row, updated_at: time, source: Type.String({ examples: ['alertmanager'] }) })

const seconds = orNull(Type.Integer({ examples: [300] }))
const Kpis = Type.Object({ mttd_seconds: seconds, mtta_seconds: seconds, mttr_seconds: seconds })

export const TimelineRow = Type.Object({
  id: uuid(),
  type: Type.Enum([...TIMELINE_TYPES]),
  message: Type.String({ examples: ['Incident created'] }),
  timestamp: time,
  actor: orNull(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
})

const Alert = Type.Object({
  source: Type.String({ examples: ['alertmanager'] }),
  fingerprint: Type.String(),
  status: Type.Enum(['firing', 'resolved']),
  title: Type.String(),
  severity: Severity,
  detected_at: time,
  ended_at: orNull(time),
  updated_at: time,
  count: Type.Integer({ description: 'How often it was told.' }),
  labels: Type.Record(Type.String(), Type.String()),
  url: orNull(Type.String()),
})

export const StepRow = Type.Object({
  id: Type.Integer(),
  kind: Type.String({ examples: ['escalate'] }),
  state: Type.Enum(['pending', 'done', 'failed', 'skipped']),
  attempts: Type.Integer(),
  created_at: time,
  due_at: time,
  finished_at: orNull(time),
  error: orNull(Type.String()),
})

export const IncidentAnswer = Type.Object({
  ...row,
  severity_display: Type.String({ examples: ['SEV1 - Critical'] }),
  status_display: Type.String({ examples: ['Triggered'] }),
  service: Type.Object({ id: uuid(), name: Type.String(), owner_team: orNull(Named), runbook_url: orNull(Type.String()) }),
  impacted_scopes: Type.Array(Named),
  lead: orNull(Type.Object({ id: Type.Integer(), username: Type.String(), email: Type.String() })),
  war_room_link: orNull(Type.String()),
  lid_link: orNull(Type.String()),
  detected_at: time,
  kpis: Kpis,
  timeline: Type.Array(TimelineRow),
  source: Type.String(),
  dedup_key: orNull(Type.String()),
  created_by: orNull(UserRef),
  acknowledged_by: orNull(UserRef),
  mitigated_at: orNull(time),
  resolved_by: orNull(UserRef),
  resolution_note: Type.String(),
  root_cause: Type.String(),
  reopened: Type.Integer({ description: 'How often it was opened again.' }),
  updated_at: time,
  tags: Type.Array(Type.Object({ id: uuid(), name: Type.String(), color: Type.String() })),
  alerts: Type.Array(Alert),
  steps: Type.Array(StepRow, { description: 'What the hub does by itself.' }),
  allowed_actions: Type.Array(Type.String(), { examples: [['acknowledge', 'mitigate', 'resolve']] }),
})

const text = (max: number, example?: string): TString => Type.String({ maxLength: max, ...(example && { examples: [example] }) })
const scopes = Type.Array(uuid(), { maxItems: 50 })

export const NewIncidentBody = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: TITLE_LENGTH, examples: ['Redis Cluster Down'] }),
    description: Type.Optional(text(DESCRIPTION_LENGTH)),
    service: uuid('Of the service.'),
    severity: Type.Optional(Severity),
    impacted_scopes: Type.Optional(scopes),
    detected_at: Type.Optional(time),
    dedup_key: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The title when left out.' })),
  },
  strict,
)
export type NewIncidentBody = Static<typeof NewIncidentBody>

export const NewIncidentAnswer = Type.Object({
  id: uuid(),
  short_id: Type.String({ examples: ['INC-X1Y2Z3'] }),
  title: Type.String(),
  status: Status,
  war_room_link: orNull(Type.String()),
  lid_link: orNull(Type.String()),
  message: Type.String({ examples: ['Incident created. Orchestration in progress...'] }),
})

export const IncidentChangeBody = Type.Object(
  {
    title: Type.Optional(Type.String({ minLength: 1, maxLength: TITLE_LENGTH })),
    description: Type.Optional(text(DESCRIPTION_LENGTH)),
    severity: Type.Optional(Severity),
    service: Type.Optional(uuid()),
    impacted_scopes: Type.Optional(scopes),
    lead: Type.Optional(orNull(Type.Integer({ description: 'Id of a user.', examples: [1] }))),
    resolution_note: Type.Optional(text(DESCRIPTION_LENGTH)),
    root_cause: Type.Optional(text(DESCRIPTION_LENGTH)),
  },
  strict,
)
export type IncidentChangeBody = Static<typeof IncidentChangeBody>

/** A body that may be left out. */
export const DeedBody = orNull(Type.Object({ message: Type.Optional(text(2000, 'Investigating the issue')) }, strict))
export type DeedBody = { readonly message?: string } | null | undefined

export const ResolveBody = orNull(
  Type.Object(
    {
      resolution_note: Type.Optional(text(DESCRIPTION_LENGTH, 'Redis cluster recovered after failover.')),
      root_cause: Type.Optional(text(DESCRIPTION_LENGTH, 'Memory exhaustion on primary node')),
    },
    strict,
  ),
)
export type ResolveBody = { readonly resolution_note?: string; readonly root_cause?: string } | null | undefined

const changed = { id: uuid(), short_id: Type.String(), status: Status }

export const AcknowledgeAnswer = Type.Object({
  ...changed,
  acknowledged_at: time,
  acknowledged_by: orNull(UserRef),
  message: Type.String({ examples: ['Incident acknowledged successfully'] }),
})
export const MitigateAnswer = Type.Object({
  ...changed,
  mitigated_at: time,
  message: Type.String({ examples: ['Incident mitigated successfully'] }),
})
export const ReopenAnswer = Type.Object({ ...changed, message: Type.String({ examples: ['Incident reopened successfully'] }) })
export const ResolveAnswer = Type.Object({ ...changed, resolved_at: time, resolved_by: orNull(UserRef), kpis: Kpis })

export const CommentBody = Type.Object(
  {
    content: Type.String({
      minLength: 1,
      maxLength: COMMENT_LENGTH,
      description: 'Markdown.',
      examples: ['Failover completed, monitoring recovery.'],
    }),
    comment_type: Type.Optional(Type.Enum([...COMMENT_TYPES], { examples: ['update'] })),
  },
  strict,
)
export type CommentBody = Static<typeof CommentBody>

export const CommentRow = Type.Object({
  id: uuid(),
  author: UserRef,
  content: Type.String(),
  comment_type: Type.Enum([...COMMENT_TYPES]),
  created_at: time,
})

const TagName = Type.String({ minLength: 1, maxLength: 50, pattern: '^\\S(.*\\S)?$', examples: ['postmortem-required'] })
export const TagsBody = Type.Object({ tags: Type.Array(TagName, { minItems: 1, maxItems: 20 }) }, strict)
export type TagsBody = Static<typeof TagsBody>
export const TagsAnswer = Type.Object({ tags: IncidentAnswer.properties.tags })
export const TagParams = Type.Object({ ...IncidentParams.properties, tag: Type.String() })
export type TagParams = Static<typeof TagParams>
export const StepParams = Type.Object({ ...IncidentParams.properties, step: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) })
export type StepParams = Static<typeof StepParams>

export const OpenCountsAnswer = Type.Object({
  total: Type.Integer({ examples: [3] }),
  by_severity: Type.Record(Type.Enum([...SEVERITIES]), Type.Integer()),
})
