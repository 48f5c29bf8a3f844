import {
  COMMAND_LENGTH,
  MOST_STEP_MINUTES,
  MOST_STEPS,
  RUNBOOK_TEXT_LENGTH,
  RUNBOOK_TITLE_LENGTH,
  STEP_TEXT_LENGTH,
} from '@hyperion/domain/runbooks'
import {
  ABOUT_LENGTH,
  CRITICALITIES,
  DEFAULT_CRITICALITY,
  MOST_MEMBERS,
  NAME_LENGTH,
  SLACK_CHANNEL_LENGTH,
  URL_LENGTH,
} from '@hyperion/domain/services'
import { DEFAULT_TAG_COLOR, TAG_NAME_LENGTH } from '@hyperion/domain/tags'
import { type TObject, type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox'

const strict = { additionalProperties: false } as const

/** What a whole request takes, and a change of some of it. */
export interface Bodies {
  readonly whole: TSchema
  readonly part: TSchema
}

function bodies(fields: TProperties): Bodies {
  const whole: TObject = Type.Object(fields, strict)
  return { whole, part: Type.Partial(whole, { ...strict, minProperties: 1 }) }
}

const orNull = (schema: TSchema, options: TSchemaOptions = {}): TSchema => Type.Union([schema, Type.Null()], options)
const Id = Type.String({ examples: ['550e8400-e29b-41d4-a716-446655440000'], description: 'A UUID.' })
const Instant = Type.String({ examples: ['2026-02-05T18:30:00Z'] })
const name = (examples: readonly string[], most = NAME_LENGTH): TSchema =>
  Type.String({ minLength: 1, maxLength: most, examples: [...examples] })
const about = (most = ABOUT_LENGTH): TSchema => Type.String({ maxLength: most })
const reference = (what: string): TSchema => orNull(Type.String({ maxLength: 64 }), { description: `Id of ${what}; null for none.` })
const named = (example: string): TSchema => Type.Object({ id: Id, name: Type.String({ examples: [example] }) })

const Criticality = Type.Enum([...CRITICALITIES], {
  type: 'string',
  description: `${DEFAULT_CRITICALITY} when left out.`,
  examples: ['TIER_1_CRITICAL'],
})
const UserId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const HostId = UserId

const RunbookUrl = orNull(Type.String({ maxLength: URL_LENGTH }), { examples: ['https://wiki.example.com/redis'] })

export const ServiceBodies = bodies({
  name: name(['redis-prod']),
  description: Type.Optional(about()),
  owner_team: Type.Optional(reference('a team')),
  criticality: Type.Optional(Criticality),
  runbook_url: Type.Optional(RunbookUrl),
  escalation_policy: Type.Optional(reference('an escalation policy')),
  hosts: Type.Optional(
    Type.Array(HostId, {
      maxItems: MOST_MEMBERS,
      description: 'Whose own alerts are about it; each is taken from the service that it was of.',
    }),
  ),
})

export const ServiceRow = Type.Object({
  id: Id,
  name: Type.String({ examples: ['redis-prod'] }),
  owner_team: orNull(named('SRE Core')),
  criticality: Criticality,
  runbook_url: RunbookUrl,
  description: Type.String(),
  escalation_policy: orNull(Id),
  hosts: Type.Array(HostId),
  open_incidents: Type.Integer({ examples: [0] }),
  created_at: Instant,
})

const SlackChannel = orNull(Type.String({ minLength: 1, maxLength: SLACK_CHANNEL_LENGTH, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' }), {
  examples: ['C0123456789'],
})

export const TeamBodies = bodies({
  name: name(['SRE Core']),
  description: Type.Optional(about()),
  slack_channel_id: Type.Optional(SlackChannel),
  schedule: Type.Optional(reference('an on-call schedule')),
  members: Type.Optional(Type.Array(UserId, { maxItems: MOST_MEMBERS, description: 'Ids of users.' })),
})

const user = { id: Type.Integer({ examples: [2] }), username: Type.String({ examples: ['oncall-user'] }) }

export const TeamRow = Type.Object({
  id: Id,
  name: Type.String({ examples: ['SRE Core'] }),
  slack_channel_id: SlackChannel,
  current_on_call: orNull(Type.Object({ ...user, email: Type.String({ examples: ['oncall@example.com'] }) })),
  description: Type.String(),
  schedule: orNull(Id),
  members: Type.Array(Type.Object(user)),
  created_at: Instant,
})

export const ImpactScopeBodies = bodies({ name: name(['Data Loss Risk']), description: Type.Optional(about()) })
export const ImpactScopeRow = Type.Object({ id: Id, name: Type.String({ examples: ['Data Loss Risk'] }), description: Type.String() })

const Color = Type.String({ pattern: '^#[0-9A-Fa-f]{6}$', examples: ['#dc3545'], description: `${DEFAULT_TAG_COLOR} when left out.` })

export const TagBodies = bodies({ name: name(['postmortem-required'], TAG_NAME_LENGTH), color: Type.Optional(Color) })
export const TagRow = Type.Object({ id: Id, name: Type.String({ examples: ['postmortem-required'] }), color: Color })

const Minutes = orNull(Type.Integer({ minimum: 0, maximum: MOST_STEP_MINUTES }), { examples: [2] })
const Command = orNull(Type.String({ maxLength: COMMAND_LENGTH }), {
  examples: ['redis-cli cluster info'],
  description: 'Shown to people, never run as it is.',
})

const RunbookStep = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 64, description: 'Of a step of this runbook: it stays the same one.' })),
    order: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'The order of the list where it is left out.' })),
    title: name(['Check cluster status'], RUNBOOK_TITLE_LENGTH),
    description: Type.Optional(about(STEP_TEXT_LENGTH)),
    command: Type.Optional(Command),
    expected_duration_minutes: Type.Optional(Minutes),
    is_critical: Type.Optional(Type.Boolean()),
    requires_confirmation: Type.Optional(Type.Boolean()),
  },
  strict,
)

export const RunbookBodies = bodies({
  title: name(['Redis Cluster Recovery'], RUNBOOK_TITLE_LENGTH),
  description: Type.Optional(Type.String({ maxLength: RUNBOOK_TEXT_LENGTH, description: 'Markdown.' })),
  service: Type.Optional(reference('a service')),
  steps: Type.Optional(Type.Array(RunbookStep, { maxItems: MOST_STEPS, description: 'All steps: those that are left out are gone.' })),
})

export const RunbookRow = Type.Object({
  id: Id,
  title: Type.String({ examples: ['Redis Cluster Recovery'] }),
  description: Type.String({ description: 'Markdown.' }),
  service: orNull(named('redis-prod')),
  steps: Type.Array(
    Type.Object({
      id: Id,
      order: Type.Integer({ description: 'From 1.', examples: [1] }),
      title: Type.String({ examples: ['Check cluster status'] }),
      description: Type.String({ description: 'Markdown.' }),
      command: Command,
      expected_duration_minutes: Minutes,
      is_critical: Type.Boolean(),
      requires_confirmation: Type.Boolean(),
    }),
  ),
  created_at: Instant,
  updated_at: Instant,
})

export const search = {
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Only those with this text, in whatever case.' })),
}

export const RunbookFilters = {
  ...search,
  service: Type.Optional(Type.String({ pattern: '^[0-9A-Fa-f-]{36}$', description: 'Only those of this service.' })),
}
