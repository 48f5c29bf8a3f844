import { PROCESS_LIMITS, SIGNALS, type SignalName } from '@hyperion/wire/actions'
import { type Static, type TSchema, Type } from 'typebox'
import { type Reasoned, reasoned } from './action-schemas.ts'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Instant = Type.Number({ description: 'Epoch milliseconds.' })
const Bytes = Type.Integer()
const State = oneOf(['running', 'sleeping', 'stopped', 'zombie'])

const pid = Type.Integer({ minimum: 1, maximum: 4_194_304, examples: [4_194_304] })

/** Of a machine. */
export const ProcessParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }), pid }, strict)
export type ProcessParams = Static<typeof ProcessParams>

/** Of the hub's own machine. */
export const OwnProcessParams = Type.Object({ pid }, strict)
export type OwnProcessParams = Static<typeof OwnProcessParams>

/** Which process is meant: its number alone may have passed on to another one. */
const identified = {
  started_at: Type.Union([Type.Number({ minimum: 0, maximum: 8.64e15 }), Type.String({ maxLength: 40 })], {
    description: 'As the list of processes tells it: epoch milliseconds or ISO-8601.',
  }),
  command: Type.String({ maxLength: PROCESS_LIMITS.commandChars, description: 'As the list of processes tells it.' }),
}
interface Identified extends Reasoned {
  readonly started_at: number | string
  readonly command: string
}

export const SignalBody = Type.Object({ signal: oneOf(SIGNALS, { examples: ['TERM'] }), ...identified, ...reasoned }, strict)
export type SignalBody = Identified & { readonly signal: SignalName }

export const ReniceBody = Type.Object(
  {
    nice: Type.Integer({ minimum: -20, maximum: 19, description: 'From −20, served first, to 19.', examples: [10] }),
    ...identified,
    ...reasoned,
  },
  strict,
)
export type ReniceBody = Identified & { readonly nice: number }

/** Whichever process has the number now, unless it is said which one. */
export const WhichQuery = Type.Object(
  {
    started_at: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 8.64e15,
        description: 'Epoch milliseconds; another process that has the number is then refused.',
      }),
    ),
  },
  strict,
)
export type WhichQuery = { started_at?: number }

const common = {
  pid: Type.Integer(),
  started_at: Instant,
  parent: Type.Integer(),
  name: Type.String(),
  command: Type.String(),
  user: Type.String(),
  protected: Type.Boolean({ description: 'Nobody may touch it: PID 1, a kernel thread, the agent and what the agent runs under.' }),
  state: State,
  cpu_percent: Type.Number({ description: 'One core is 100.' }),
  memory_percent: Type.Number(),
  memory_bytes: Bytes,
  threads: Type.Integer(),
  nice: orNull(Type.Integer()),
}

export const LiveProcessesSchema = Type.Object({
  at: Instant,
  booted_at: Instant,
  total: Type.Integer(),
  processes: Type.Array(Type.Object(common)),
})

const Socket = Type.Object({ protocol: Type.String(), state: Type.String(), local: Type.String(), remote: Type.String() })

export const ProcessDetailSchema = Type.Object({
  process: Type.Object({
    at: Instant,
    ...common,
    arguments: Type.Array(Type.String()),
    arguments_cut: Type.Boolean(),
    uid: orNull(Type.Integer()),
    group: Type.String(),
    groups: Type.Array(Type.String()),
    working_directory: orNull(Type.String()),
    executable: orNull(Type.String()),
    open_files: orNull(Type.Integer()),
    cgroup: orNull(Type.String()),
    unit: orNull(Type.String()),
    container: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
    limits: Type.Array(Type.Object({ name: Type.String(), soft: orNull(Type.Number()), hard: orNull(Type.Number()), unit: Type.String() })),
    sockets: orNull(Type.Array(Socket)),
    socket_count: orNull(Type.Integer()),
    thread_list: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), state: State, cpu_seconds: Type.Number() })),
    memory: Type.Object({
      virtual_bytes: orNull(Bytes),
      peak_bytes: orNull(Bytes),
      shared_bytes: orNull(Bytes),
      swap_bytes: orNull(Bytes),
      proportional_bytes: orNull(Bytes),
      private_bytes: orNull(Bytes),
    }),
    io: orNull(Type.Object({ read_bytes: Bytes, written_bytes: Bytes })),
    cpu_seconds: Type.Object({ user: Type.Number(), system: Type.Number() }),
    oom_score: orNull(Type.Integer()),
    parents: Type.Array(Type.Object({ pid: Type.Integer(), name: Type.String(), started_at: Instant })),
  }),
})

export const ProcessFilesSchema = Type.Object({
  total: Type.Integer(),
  files: Type.Array(Type.Object({ descriptor: Type.Integer(), kind: Type.String(), path: Type.String(), deleted: Type.Boolean() }), {
    description: 'The first 200.',
  }),
})

export const ProcessHistoryQuery = Type.Object(
  {
    started_at: Type.Number({
      minimum: 0,
      maximum: 8.64e15,
      description: 'Epoch milliseconds, as the list of processes tells it.',
      examples: [1_700_000_000_000],
    }),
    from: Type.Optional(
      Type.String({ description: 'Epoch milliseconds or ISO-8601; a day ago, or the start of the process when left out.' }),
    ),
    to: Type.Optional(Type.String({ description: 'Epoch milliseconds or ISO-8601; now when left out.' })),
  },
  strict,
)
export type ProcessHistoryQuery = { started_at: number; from?: string; to?: string }

export const ProcessHistorySchema = Type.Object({
  from: Instant,
  to: Instant,
  points: Type.Array(
    Type.Object({
      at: Instant,
      span_ms: Type.Number({ description: 'The time up to `at` that the figures are of.' }),
      cpu_percent: Type.Number({ description: 'One core is 100; the mean over the span.' }),
      memory_bytes: Type.Integer({ description: 'The most at the ends of the snapshots.' }),
      threads: Type.Integer(),
    }),
    { description: 'Oldest first. Only the processes that use most are kept: where there is none it used little.' },
  ),
})
