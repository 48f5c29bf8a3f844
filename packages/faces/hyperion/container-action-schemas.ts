import { SIGNALS, type SignalName } from '@hyperion/wire/actions'
import { type Static, type TSchema, Type } from 'typebox'
import { type Reasoned, reasoned } from './action-schemas.ts'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Instant = Type.Number({ description: 'Epoch milliseconds.' })
const ENGINE_ID = '^[0-9a-f]{12,64}$'

export const ContainerParams = Type.Object(
  {
    id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }),
    container: Type.String({
      pattern: '^[0-9a-f]{1,64}$',
      description: 'Its `id` in the list of containers, or its engine’s id, of which the first 12 digits are enough.',
      examples: ['1'],
    }),
  },
  strict,
)
export type ContainerParams = Static<typeof ContainerParams>

const confirmed = {
  container_id: Type.String({
    pattern: ENGINE_ID,
    description: 'In full, as the list of containers tells it: one that was made anew under its name is another.',
    examples: ['4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01'],
  }),
  name: Type.String({ maxLength: 255, description: 'As the list of containers tells it.', examples: ['web'] }),
  image: Type.String({ maxLength: 255, description: 'As the list of containers tells it.', examples: ['nginx:1.27'] }),
}
const grace = {
  grace_s: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 600, description: 'Seconds that it has to end by itself; its own, or 10, when left out.' }),
  ),
}

export interface Confirmed extends Reasoned {
  readonly container_id: string
  readonly name: string
  readonly image: string
}
export const PlainBody = Type.Object({ ...confirmed, ...reasoned }, strict)
export const EndingBody = Type.Object({ ...confirmed, ...grace, ...reasoned }, strict)
export type EndingBody = Confirmed & { readonly grace_s?: number }
export const KillBody = Type.Object({ signal: oneOf(SIGNALS, { examples: ['KILL'] }), ...confirmed, ...reasoned }, strict)
export type KillBody = Confirmed & { readonly signal: SignalName }

export const LogsQuery = Type.Object(
  {
    tail: Type.Integer({ minimum: 0, maximum: 10_000, default: 500, description: 'So many of the last lines.' }),
    since: Type.Optional(Type.Number({ minimum: 0, maximum: 8.64e15, description: 'Epoch milliseconds.' })),
    until: Type.Optional(Type.Number({ minimum: 0, maximum: 8.64e15, description: 'Epoch milliseconds.' })),
    stream: oneOf(['both', 'stdout', 'stderr'], { default: 'both' }),
  },
  strict,
)
export type LogsQuery = {
  readonly tail: number
  readonly since?: number
  readonly until?: number
  readonly stream: 'both' | 'stdout' | 'stderr'
}

export const LogsAnswerSchema = Type.Object({
  lines: Type.Array(
    Type.Object({
      at: orNull(Instant),
      stream: oneOf(['stdout', 'stderr', 'notice'], { description: 'Of a container with a terminal all is `stdout`.' }),
      text: Type.String(),
      partial: Type.Boolean({ description: 'The line goes on with the next one of its stream.' }),
    }),
  ),
})

const HealthSchema = Type.Object({
  state: Type.String({ examples: ['healthy'] }),
  failures: Type.Integer({ description: 'In a row.' }),
  checks: Type.Array(Type.Object({ at: orNull(Instant), exit_code: Type.Integer(), output: Type.String() })),
})

export const ContainerDetailsSchema = Type.Object({
  container: Type.Object({
    engine: Type.String({ examples: ['docker'] }),
    id: Type.String({ description: 'As its engine knows it.' }),
    name: Type.String(),
    image: Type.String(),
    image_id: Type.String(),
    created_at: orNull(Instant),
    state: Type.String({ examples: ['running'] }),
    pid: Type.Integer(),
    exit_code: orNull(Type.Integer()),
    out_of_memory: Type.Boolean({ description: 'The kernel ended it for want of memory.' }),
    error: Type.String(),
    started_at: orNull(Instant),
    ended_at: orNull(Instant),
    restarts: Type.Integer(),
    health: orNull(HealthSchema),
    restart_policy: Type.Object({ name: Type.String({ examples: ['unless-stopped'] }), most: Type.Integer() }),
    limits: Type.Object({
      cpus: orNull(Type.Number({ description: 'Cores.' })),
      memory_bytes: orNull(Type.Integer()),
      processes: orNull(Type.Integer()),
    }),
    grace_s: orNull(Type.Integer({ description: 'Seconds that it has to end by itself; null where its engine decides.' })),
    stop_signal: Type.String(),
    command: Type.Array(Type.String(), { description: 'What looks like a secret is hidden.' }),
    user: Type.String(),
    folder: Type.String(),
    hostname: Type.String(),
    terminal: Type.Boolean(),
    privileged: Type.Boolean(),
    read_only: Type.Boolean(),
    network_mode: Type.String(),
    log_driver: Type.String(),
    environment: Type.Array(Type.String(), { description: 'Names alone.' }),
    labels: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
    mounts: Type.Array(Type.Object({ type: Type.String(), source: Type.String(), target: Type.String(), writable: Type.Boolean() })),
    ports: Type.Array(Type.Object({ port: Type.String(), address: Type.String(), host_port: orNull(Type.Integer()) })),
    networks: Type.Array(Type.Object({ name: Type.String(), address: Type.String(), gateway: Type.String(), mac: Type.String() })),
    protected: Type.Boolean({ description: 'The agent itself runs in it.' }),
  }),
})
