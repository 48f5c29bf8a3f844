import { type Static, type TSchema, Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'
import { strict } from './schemas.ts'

const ID_MAX = 2 ** 31 - 1
const Id = Type.Integer({ minimum: 1, maximum: ID_MAX, examples: [1] })
const NAME = '^[^\\p{C}]*\\S[^\\p{C}]*$'
const Name = Type.String({ minLength: 1, maxLength: 150, pattern: NAME, examples: ['web-01'] })
const seconds = (maximum: number, description: string): TSchema => Type.Integer({ minimum: 1, maximum, description, examples: [15] })

const Auth = orNull(
  Type.Union([
    Type.Object(
      { username: Type.String({ minLength: 1, maxLength: 255 }), password: Type.String({ minLength: 1, maxLength: 1024 }) },
      strict,
    ),
    Type.Object({ bearer: Type.String({ minLength: 1, maxLength: 4096 }) }, strict),
  ]),
  { description: 'Over https, or to this machine, alone. Never answered.' },
)

const settings = {
  name: Type.Optional(Name),
  auth: Type.Optional(Auth),
  ca: Type.Optional(
    orNull(Type.String({ maxLength: 65_536 }), { description: 'PEM: the authority of its certificate, or that one itself.' }),
  ),
  server_name: Type.Optional(
    orNull(Type.String({ minLength: 1, maxLength: 253 }), { description: 'Where its certificate is for another name.' }),
  ),
  interval_seconds: Type.Optional(orNull(seconds(300, 'Between two scrapes.'), { description: 'Null for the hub’s own interval.' })),
  unchecked: Type.Optional(Type.Boolean({ default: false, description: 'Takes it though it does not answer.' })),
}
const Url = Type.String({
  minLength: 1,
  maxLength: 2048,
  description: '`/metrics` is added where there is no path.',
  examples: ['https://web-01.example:9100/metrics'],
})
const Timeout = seconds(60, 'For one answer; never more than the interval.')

export const NewTargetBody = Type.Object(
  { url: Url, ...settings, timeout_seconds: Type.Optional(Type.Integer({ ...Timeout, default: 10 })) },
  strict,
)
export const TargetBody = Type.Object(
  { url: Type.Optional(Url), ...settings, timeout_seconds: Type.Optional(Timeout) },
  { ...strict, minProperties: 1, description: 'What is left out stays.' },
)

export const TargetParams = Type.Object({ host: Id }, strict)
export type TargetParams = Static<typeof TargetParams>

export const TargetAnswer = Type.Object({
  host: Type.Integer(),
  name: Type.String({ examples: ['web-01'] }),
  url: Type.String(),
  auth: Type.Enum(['none', 'basic', 'bearer', 'lost'], { type: 'string' }),
  username: orNull(Type.String()),
  ca: orNull(Type.String()),
  server_name: orNull(Type.String()),
  interval_seconds: orNull(Type.Number()),
  timeout_seconds: Type.Number(),
  created_at: Instant,
  last_seen: orNull(Instant),
  failure: orNull(Type.Object({ since: Instant, reason: Type.String({ examples: ['nothing listens there (connection refused)'] }) }), {
    description: 'Null while it answers.',
  }),
  machine: orNull(
    Type.Object({
      hostname: Type.String(),
      os: Type.String({ examples: ['Debian GNU/Linux 12'] }),
      kernel: Type.String(),
      cores: Type.Integer(),
      memory_bytes: Type.Number(),
    }),
    { description: 'What it told; null until it has.' },
  ),
})
export const TargetsAnswer = Type.Object({ targets: Type.Array(TargetAnswer) })

const Receiver = {
  id: Type.Integer(),
  name: Type.String({ examples: ['prometheus-paris'] }),
  hint: Type.String({ description: 'How its token ends.' }),
  new_hosts: Type.Boolean(),
  created_at: Instant,
  created_by: Type.String(),
  last_used_at: orNull(Instant),
  instances: Type.Array(
    Type.Object({
      id: orNull(Type.Integer()),
      job: Type.String({ examples: ['node'] }),
      instance: Type.String({ examples: ['web-01:9100'] }),
      state: Type.Enum(['host', 'refused', 'unknown'], {
        type: 'string',
        description: 'A host; one whose host was deleted; one that was never seen while new hosts are not allowed.',
      }),
      host: orNull(Type.Integer()),
      host_name: orNull(Type.String()),
      last_seen: orNull(Instant),
    }),
  ),
}
export const ReceiverAnswer = Type.Object(Receiver)
export const ReceiversAnswer = Type.Object({ receivers: Type.Array(ReceiverAnswer) })
export const NewReceiverAnswer = Type.Object({ ...Receiver, token: Type.String({ description: 'Told this once.' }) })

const NewHosts = { description: 'Instances that were never seen become hosts.' }

export const NewReceiverBody = Type.Object({ name: Name, new_hosts: Type.Optional(Type.Boolean({ ...NewHosts, default: true })) }, strict)
export interface NewReceiverBody {
  readonly name: string
  readonly new_hosts: boolean
}
export const ReceiverBody = Type.Object(
  { name: Type.Optional(Name), new_hosts: Type.Optional(Type.Boolean(NewHosts)) },
  { ...strict, minProperties: 1, description: 'What is left out stays.' },
)
export type ReceiverBody = Static<typeof ReceiverBody>

export const ReceiverParams = Type.Object({ receiver: Id }, strict)
export type ReceiverParams = Static<typeof ReceiverParams>
export const InstanceParams = Type.Object({ instance: Id }, strict)
export type InstanceParams = Static<typeof InstanceParams>
