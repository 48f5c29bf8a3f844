import { ACTION_FAILURES, ACTION_STATES, APPROVALS, TIERS } from '@hyperion/domain/actions'
import { type Static, type TSchema, Type } from 'typebox'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Instant = Type.Number({ description: 'Epoch milliseconds.' })
const Actor = Type.Object({ id: Type.Integer(), name: Type.String() })
const Anything = Type.Record(Type.String(), Type.Unknown())

/** Why, and what for: in the body of every change. */
export const reasoned = {
  reason: Type.String({
    minLength: 3,
    maxLength: 1000,
    description: 'Why it is done: kept with it.',
    examples: ['It hangs, see INC-A1B2C3'],
  }),
  incident: Type.Optional(Type.String({ maxLength: 64, description: 'The incident it is done for.' })),
}
export interface Reasoned {
  readonly reason: string
  readonly incident?: string
}

/** How long an answer may wait for the end. */
export const WaitQuery = Type.Object(
  {
    wait: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 30,
        default: 10,
        description: 'Seconds that the answer may wait for the end; what lasts longer is answered with 202 and goes on.',
      }),
    ),
  },
  strict,
)
export type WaitQuery = Static<typeof WaitQuery>

const ActionSchema = Type.Object({
  id: Type.String({ examples: ['0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'] }),
  host: Type.Integer(),
  operation: Type.String({ examples: ['process.signal'] }),
  params: Anything,
  target: Type.String({ description: 'What it is done to, for people.' }),
  tier: oneOf(TIERS),
  reason: Type.String(),
  requested_by: Actor,
  address: Type.String(),
  incident: orNull(Type.String()),
  requested_at: Instant,
  state: oneOf(ACTION_STATES),
  decided_by: orNull(Actor),
  decided_at: orNull(Instant),
  started_at: orNull(Instant),
  ended_at: orNull(Instant),
  failure: orNull(oneOf(ACTION_FAILURES)),
  message: Type.String(),
  result: orNull(Anything),
  output: Type.String({ description: 'The end of what it printed.' }),
  stderr: Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }), {
    description:
      'The parts of the output that came over stderr, in UTF-16 units: from, and up to without. Empty where they are not told apart.',
  }),
  undoable: Type.Boolean(),
  recorded: Type.Optional(
    Type.Boolean({ description: 'Of a terminal that was opened, where actions are read: whether its recording is still kept.' }),
  ),
})

export const ActionAnswerSchema = Type.Object({ action: ActionSchema })
export const ActionsAnswerSchema = Type.Object({ count: Type.Integer(), actions: Type.Array(ActionSchema) })

export const ActionParams = Type.Object(
  { action: Type.String({ pattern: '^[0-9a-f-]{36}$', examples: ['0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'] }) },
  strict,
)
export type ActionParams = Static<typeof ActionParams>

export const ActionsQuery = Type.Object(
  {
    host: Type.Optional(Type.Integer({ minimum: 1 })),
    state: Type.Optional(oneOf(ACTION_STATES)),
    operation: Type.Optional(Type.String({ maxLength: 64, pattern: '^[a-z.-]*$', description: 'How the operation begins: `file.` say.' })),
    incident: Type.Optional(Type.String({ maxLength: 64, pattern: '^[\\w-]*$' })),
    from: Type.Optional(Type.Number({ description: 'Epoch milliseconds.' })),
    to: Type.Optional(Type.Number({ description: 'Epoch milliseconds.' })),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50, examples: [50] }),
    offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0, examples: [0] }),
  },
  strict,
)
export type ActionsQuery = {
  host?: number
  state?: (typeof ACTION_STATES)[number]
  operation?: string
  incident?: string
  from?: number
  to?: number
  limit: number
  offset: number
}

export const CapabilitiesSchema = Type.Object({
  capabilities: orNull(
    Type.Object({
      tier: oneOf(TIERS, { description: 'How far the host lets itself be operated; set on the host alone.' }),
      user: Type.String({ description: 'The account that carries things out.' }),
      privileged: Type.Boolean(),
      roots: Type.Array(Type.String(), { description: 'Folders that files may be reached in.' }),
      lacks: Type.Array(Type.Object({ area: Type.String(), reason: Type.String() })),
    }),
  ),
  approval: oneOf(APPROVALS),
})

export const ApprovalBody = Type.Object({ approval: oneOf(APPROVALS, { description: 'Which changes need a second person.' }) }, strict)
export type ApprovalBody = { readonly approval: (typeof APPROVALS)[number] }
