import { DOWN_CAUSES } from '@hyperion/domain/hosts'
import { type TSchema, type TSchemaOptions, Type } from 'typebox'

export const orNull = (schema: TSchema, options: TSchemaOptions = {}): TSchema => Type.Union([schema, Type.Null()], options)
export const Instant = Type.Number({ description: 'Epoch milliseconds.' })
const Claimant = Type.Object({ hostname: Type.String(), address: Type.String() })

/** The agent of a host, null for the hub's own machine. */
export const AgentAnswer = orNull(
  Type.Object({
    version: Type.String(),
    address: Type.String({ description: 'Where its connection comes or came from.' }),
    connected: Type.Boolean(),
    last_seen: orNull(Instant),
    enrolled_at: Instant,
    interval_seconds: Type.Number(),
    own_interval: Type.Boolean({ description: 'The interval was set for this host; otherwise it is the hub’s.' }),
    skew_ms: orNull(Type.Integer(), { description: 'How far its clock is ahead of the hub’s; negative when behind.' }),
    lacks: Type.Array(Type.String(), { description: 'What the agent is too old for.' }),
    buffer: orNull(
      Type.Object({
        reports: Type.Integer(),
        bytes: Type.Integer(),
        dropped: Type.Integer({ description: 'Reports that a full buffer lost.' }),
        refused: Type.Integer({ description: 'Reports that the hub refused.' }),
        trouble: orNull(Type.String()),
      }),
      { description: 'Reports that wait on the host; null while the agent is not connected.' },
    ),
    conflict: orNull(Type.Object({ at: Instant, connected: Claimant, refused: Claimant }), {
      description: 'A second agent claims to be this host.',
    }),
  }),
  { description: 'Null for the hub’s own machine.' },
)

export const DownAnswer = orNull(
  Type.Object({
    what: Type.Enum([...DOWN_CAUSES], { type: 'string', description: 'The machine, only its agent, or nobody can tell.' }),
    since: Instant,
  }),
  { description: 'What is away; null while its reports come, and where nothing looks.' },
)

export const CloudAnswer = orNull(
  Type.Object({
    provider: Type.String({ examples: ['azure'] }),
    region: orNull(Type.String()),
    instance_type: orNull(Type.String()),
  }),
)
