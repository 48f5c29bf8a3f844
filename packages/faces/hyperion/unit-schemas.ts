import { UNIT_STATES } from '@hyperion/domain/hosts'
import { UNIT_VERBS, type UnitVerb } from '@hyperion/wire/actions'
import { type TSchema, Type } from 'typebox'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const Instant = Type.Number({ description: 'Epoch milliseconds.' })
const Names = Type.Array(Type.String())
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] })
const Unit = Type.String({
  minLength: 1,
  maxLength: 255,
  pattern: '^[A-Za-z0-9:_.@\\\\-]+$',
  description: 'With its kind, `nginx.service`; what is named without is a service.',
  examples: ['no-such-unit.service'],
})

export const UnitParams = Type.Object({ id: Id, unit: Unit }, strict)
export interface UnitParams {
  readonly id: number
  readonly unit: string
}

const Verb = oneOf(UNIT_VERBS, { examples: ['start'] })

export const UnitVerbParams = Type.Object({ id: Id, unit: Unit, verb: Verb }, strict)
export interface UnitVerbParams extends UnitParams {
  readonly verb: UnitVerb
}

export const OwnUnitParams = Type.Object({ unit: Unit, verb: Verb }, strict)
export type OwnUnitParams = Omit<UnitVerbParams, 'id'>

const standing = {
  load: Type.String({ examples: ['loaded'] }),
  active: Type.String({ examples: ['active'] }),
  sub: Type.String({ examples: ['running'] }),
  state: oneOf(UNIT_STATES),
  enabled: Type.String({ description: '`enabled`, `disabled`, `static`, `masked` …; empty where it has no file.' }),
}

export const UnitAnswerSchema = Type.Object({
  unit: Type.Object({
    name: Type.String(),
    description: Type.String(),
    ...standing,
    since: orNull(Instant),
    names: Names,
    documentation: Type.Array(Type.String()),
    fragment: Type.String({ description: 'The file that makes it up.' }),
    drop_ins: Type.Array(Type.String()),
    needs_reload: Type.Boolean({ description: 'Its file was changed and not read since.' }),
    main_pid: orNull(Type.Integer()),
    memory_bytes: orNull(Type.Integer()),
    tasks: orNull(Type.Integer()),
    cpu_ms: orNull(Type.Number()),
    restarts: orNull(Type.Integer({ description: 'How often systemd started it again by itself.' })),
    result: Type.String({ description: '`success`, `exit-code`, `signal`, `timeout` …' }),
    exit: orNull(Type.Object({ code: oneOf(['exited', 'killed', 'dumped']), status: Type.Integer(), at: orNull(Instant) })),
    restart: Type.String(),
    user: Type.String(),
    command: Type.String(),
    cgroup: Type.String(),
    can: Type.Object({ start: Type.Boolean(), stop: Type.Boolean(), reload: Type.Boolean() }),
    requires: Names,
    wants: Names,
    binds_to: Names,
    part_of: Names,
    conflicts: Names,
    after: Names,
    before: Names,
    required_by: Names,
    wanted_by: Names,
    bound_by: Names,
    triggers: Names,
    triggered_by: Names,
    protected: Type.Boolean({ description: 'The agent runs in it, or by it: it is not stopped from here.' }),
  }),
})

export const UnitFilesAnswerSchema = Type.Object({
  files: Type.Array(Type.Object({ path: Type.String(), text: Type.String(), cut: Type.Boolean() })),
})

export const TimersAnswerSchema = Type.Object({
  at: Instant,
  timers: Type.Array(
    Type.Object({
      name: Type.String(),
      description: Type.String(),
      active: Type.String(),
      starts: Type.String({ description: 'The unit it starts.' }),
      next: orNull(Instant),
      last: orNull(Instant),
      schedule: Type.Array(Type.String()),
      persistent: Type.Boolean({ description: 'What was missed while the host was off is made up for.' }),
    }),
  ),
})

const When = (description: string): TSchema =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: `${description}; epoch milliseconds or ISO-8601.` }))

export const JournalQuery = Type.Object(
  {
    lines: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    since: When('The earliest, inclusive'),
    until: When('The latest, inclusive'),
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 7, description: 'This bad or worse: 3 tells errors.' })),
    search: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\x00\\r\\n]+$', description: 'Held by a message.' })),
    before: Type.Optional(
      Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9=;]+$', description: 'The cursor of the first entry: what stands before it.' }),
    ),
  },
  strict,
)
export interface JournalQuery {
  readonly lines: number
  readonly since?: string
  readonly until?: string
  readonly priority?: number
  readonly search?: string
  readonly before?: string
}

export const JournalAnswerSchema = Type.Object({
  more: Type.Boolean({ description: 'There is more before the first entry.' }),
  entries: Type.Array(
    Type.Object({
      at: Instant,
      priority: Type.Integer(),
      message: Type.String(),
      pid: orNull(Type.Integer()),
      unit: Type.String(),
      cursor: Type.String(),
    }),
    { description: 'Oldest first.' },
  ),
})
