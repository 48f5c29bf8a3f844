import { PAGE_KINDS, PAGE_STATUSES, POLICY_LIMITS, RULE_LIMITS, URGENCIES } from '@hyperion/domain/escalation'
import { HOP_KINDS, READINESS_STATES } from '@hyperion/features/escalations'
import { RUN_STATES } from '@hyperion/ports/escalation'
import { type Static, type TSchema, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const ID_MAX = 2_147_483_647
const UUID = '550e8400-e29b-41d4-a716-446655440000'
const id = Type.String({ examples: [UUID] })
const time = Type.String({ examples: ['2026-02-05T18:30:00Z'] })
const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const oneOf = (values: readonly string[]): TSchema => Type.Enum([...values], { type: 'string', examples: [values[0]] })
const text = (maxLength: number, example = '') => Type.String({ maxLength, examples: [example] })

const Target = Type.Object(
  {
    type: oneOf(['user', 'schedule', 'team', 'channel']),
    id: Type.Union([Type.Integer({ minimum: 1, maximum: ID_MAX }), Type.String({ minLength: 1, maxLength: 64 })], {
      description: 'A number of users and channels, a UUID of schedules and teams.',
      examples: [1],
    }),
  },
  strict,
)

const Step = Type.Object(
  {
    delay_minutes: Type.Integer({
      minimum: 0,
      maximum: POLICY_LIMITS.delayMinutes,
      description: 'How long those of this step have before the next one follows.',
      examples: [5],
    }),
    targets: Type.Array(Target, { minItems: 1, maxItems: POLICY_LIMITS.targets }),
  },
  strict,
)

export const PolicyBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: POLICY_LIMITS.name, pattern: '\\S', examples: ['Web, day and night'] }),
    description: Type.Optional(text(POLICY_LIMITS.description)),
    steps: Type.Array(Step, {
      minItems: 1,
      maxItems: POLICY_LIMITS.steps,
      examples: [[{ delay_minutes: 5, targets: [{ type: 'user', id: 1 }] }]],
    }),
    repeat: Type.Optional(
      Type.Integer({ minimum: 0, maximum: POLICY_LIMITS.repeat, description: 'How often all steps follow once more.', examples: [2] }),
    ),
    notify: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: ID_MAX }), {
        maxItems: POLICY_LIMITS.notify,
        uniqueItems: true,
        description: 'Channels that hear of every incident at once.',
        examples: [[]],
      }),
    ),
  },
  strict,
)
export type PolicyBody = Static<typeof PolicyBody>

const named = { name: orNull(Type.String({ description: 'Null where it is gone.', examples: ['alice'] })) }

export const PolicyRow = Type.Object({
  id,
  name: Type.String(),
  description: Type.String(),
  steps: Type.Array(Type.Object({ delay_minutes: Type.Integer(), targets: Type.Array(Type.Object({ ...Target.properties, ...named })) })),
  repeat: Type.Integer(),
  notify: Type.Array(Type.Object({ id: Type.Integer(), ...named })),
  services: Type.Array(Type.Object({ id, name: Type.String({ examples: ['redis-prod'] }) }), { description: 'That name it.' }),
  created_at: time,
  updated_at: time,
})

export const TargetRow = Type.Object({ ...Target.properties, name: Type.String({ examples: ['alice'] }) })

export const PolicyParams = Type.Object({ policy: Type.String({ examples: [UUID] }) }, strict)
export type PolicyParams = Static<typeof PolicyParams>

export const TestBody = Type.Object(
  {
    urgency: Type.Optional(
      Type.Enum([...URGENCIES], {
        type: 'string',
        description: 'By whose rules people are paged; `urgent` when left out.',
        examples: ['urgent'],
      }),
    ),
  },
  strict,
)
export type TestBody = { readonly urgency?: (typeof URGENCIES)[number] }

export const TestParams = Type.Object({ policy: Type.String({ examples: [UUID] }), run: Type.String({ examples: [UUID] }) }, strict)
export type TestParams = Static<typeof TestParams>

export const TestAnswer = Type.Object({
  id,
  policy: id,
  urgency: oneOf(URGENCIES),
  started_by: Type.String({ examples: ['admin'] }),
  started_at: time,
  ends_at: time,
  ended_at: orNull(time),
  incident: orNull(
    Type.Object({ id, short_id: Type.String({ examples: ['INC-A1B2C3'] }), status: Type.String({ examples: ['TRIGGERED'] }) }),
  ),
  hops: Type.Array(
    Type.Object({
      kind: oneOf(HOP_KINDS),
      state: oneOf(['done', 'waiting', 'failed', 'skipped']),
      at: orNull(time),
      queued_at: orNull(time),
      subject: orNull(Type.String({ examples: ['alice (mail)'] })),
      reason: orNull(Type.String()),
    }),
  ),
})

const Readiness = oneOf(READINESS_STATES)
export const ReadinessRow = Type.Object({
  user: Type.Object({ id: Type.Integer(), username: Type.String({ examples: ['alice'] }), email: Type.String() }),
  state: Readiness,
  on_call_now: Type.Boolean(),
  through: Type.Array(Type.String({ examples: ['Primary (schedule)'] })),
  methods: Type.Array(
    Type.Object({
      id: Type.String({ examples: ['mail'] }),
      kind: Type.String({ examples: ['mail'] }),
      label: Type.String({ examples: ['mail'] }),
      state: Readiness,
      last_at: orNull(time),
      reason: orNull(Type.String()),
    }),
  ),
})

const Settings = Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 2000 }), {
  maxProperties: 20,
  examples: [{ topic: 'hyperion-x7Kq2' }],
})
const Label = Type.String({ minLength: 1, maxLength: RULE_LIMITS.label, pattern: '\\S', examples: ['My phone'] })

export const ContactBody = Type.Object(
  { kind: Type.String({ minLength: 1, maxLength: 50, examples: ['ntfy'] }), label: Label, settings: Settings },
  strict,
)
export type ContactBody = Static<typeof ContactBody>

export const ContactChange = Type.Object(
  { label: Type.Optional(Label), settings: Type.Optional(Settings) },
  { ...strict, minProperties: 1 },
)
export type ContactChange = Static<typeof ContactChange>

export const ContactRow = Type.Object({
  id: Type.String({ description: '`mail`, `push` or a number.', examples: ['mail'] }),
  kind: Type.String({ examples: ['mail'] }),
  label: Type.String(),
  own: Type.Boolean({ description: 'Everybody has these: they are neither changed nor removed.' }),
  problem: orNull(Type.String({ description: 'Why nothing would arrive.' })),
  settings: Type.Record(Type.String(), Type.String(), { description: 'Without the secret ones.' }),
  secrets_set: Type.Array(Type.String()),
  last: orNull(Type.Object({ ok: Type.Boolean(), at: time, error: orNull(Type.String()) })),
})
export const SavedContact = Type.Object({
  ...ContactRow.properties,
  generated: Type.Record(Type.String(), Type.String(), { description: 'Secret settings that the hub has made up: shown this once.' }),
})

export const ContactParams = Type.Object({ method: Type.Integer({ minimum: 1, maximum: ID_MAX, examples: [1] }) }, strict)
export type ContactParams = Static<typeof ContactParams>
export const AnyContactParams = Type.Object({ method: Type.String({ pattern: '^(mail|push|[1-9]\\d{0,9})$', examples: ['mail'] }) }, strict)
export type AnyContactParams = Static<typeof AnyContactParams>

export const ContactTestAnswer = Type.Object({ ok: Type.Boolean(), error: orNull(Type.String({ description: 'Why it did not arrive.' })) })

const RuleFields = Type.Object(
  {
    urgency: Type.Enum([...URGENCIES], { type: 'string', description: '`urgent` is SEV1 and SEV2.', examples: ['urgent'] }),
    delay_minutes: Type.Integer({ minimum: 0, maximum: RULE_LIMITS.delayMinutes, examples: [0] }),
    method: Type.String({ maxLength: 20, description: 'Id of a contact method.', examples: ['mail'] }),
  },
  strict,
)
export const RuleRow = RuleFields
export const RulesBody = Type.Object(
  {
    rules: Type.Array(RuleFields, { maxItems: RULE_LIMITS.rules, examples: [[{ urgency: 'urgent', delay_minutes: 0, method: 'mail' }]] }),
  },
  strict,
)
export interface RulesBody {
  readonly rules: readonly { readonly urgency: (typeof URGENCIES)[number]; readonly delay_minutes: number; readonly method: string }[]
}

const position = { round: Type.Integer({ description: 'From 1.' }), step: Type.Integer({ description: 'From 1.' }) }
export const EscalationAnswer = Type.Object({
  runs: Type.Array(
    Type.Object({
      id: Type.Integer(),
      policy: orNull(Type.Object({ id, name: Type.String() })),
      state: oneOf(RUN_STATES),
      ...position,
      steps: Type.Integer({ description: 'In each round.' }),
      rounds: Type.Integer(),
      started_at: time,
      next_at: orNull(time),
      finished_at: orNull(time),
      why: orNull(Type.String({ description: 'Why it is over.', examples: ['acknowledged by alice'] })),
      log: Type.Array(
        Type.Object({
          ...position,
          planned_at: time,
          ran_at: time,
          reached: Type.Boolean(),
          targets: Type.Array(
            Type.Object({
              target: Type.String({ examples: ['Primary (schedule)'] }),
              people: Type.Array(
                Type.Object({ id: Type.Integer(), username: Type.String(), methods: Type.Array(Type.String({ examples: ['mail'] })) }),
              ),
              channel: orNull(Type.Object({ id: Type.Integer(), name: Type.String() })),
              problem: orNull(Type.String({ examples: ['has nobody on call'] })),
            }),
          ),
        }),
      ),
    }),
    { description: 'Newest first.' },
  ),
  pages: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: oneOf(PAGE_KINDS),
      status: oneOf(PAGE_STATUSES),
      to: Type.String({ examples: ['alice'] }),
      method: orNull(Type.String({ examples: ['mail'] })),
      attempts: Type.Integer(),
      created_at: time,
      due_at: time,
      finished_at: orNull(time),
      error: orNull(Type.String()),
    }),
  ),
})
