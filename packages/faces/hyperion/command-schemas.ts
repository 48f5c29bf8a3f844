import { COMMAND_ROLES, PARAMETER_KINDS, SAVED_COMMAND_LIMITS } from '@hyperion/domain/commands'
import { COMMAND_LIMITS, DIRECTORY, PROGRAM } from '@hyperion/wire/actions'
import { type Static, type TSchema, Type } from 'typebox'
import { reasoned } from './action-schemas.ts'
import { oneOf, strict } from './schemas.ts'

const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()])
const LIMITS = SAVED_COMMAND_LIMITS
/** One line. */
const LINE = '^[^\\u0000-\\u001f\\u007f]*$'
const NO_NUL = '^[^\\u0000]*$'

const program = Type.String({
  maxLength: 4096,
  pattern: PROGRAM.source,
  description: 'An absolute path, or a name that the host looks for in the usual folders.',
  examples: ['systemctl'],
})
const directory = orNull(
  Type.String({ maxLength: 4096, pattern: DIRECTORY.source, description: 'Where it runs; null for the home of the agent’s account.' }),
)
const timeLimit = Type.Integer({ minimum: 1, maximum: COMMAND_LIMITS.timeLimitS, description: 'Seconds after which it is ended.' })

const Parameter = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9_]{0,31}$', examples: ['unit'] }),
    label: Type.String({ maxLength: LIMITS.name, pattern: LINE }),
    kind: oneOf(PARAMETER_KINDS),
    pattern: orNull(Type.String({ maxLength: LIMITS.pattern, description: 'Of a text: a regular expression for the whole of it.' })),
    min: orNull(Type.Number()),
    max: orNull(Type.Number()),
    options: Type.Array(Type.String({ minLength: 1, maxLength: LIMITS.value, pattern: LINE }), { maxItems: LIMITS.options }),
    root: orNull(Type.String({ maxLength: 4096, pattern: DIRECTORY.source, description: 'Of a path: the folder that it has to be in.' })),
    leading_dash: Type.Boolean({ description: 'A value may begin with `-`, which programs take for an option.' }),
    standard: Type.String({ maxLength: LIMITS.value, pattern: NO_NUL }),
  },
  strict,
)

const fields = {
  name: Type.String({ minLength: 1, maxLength: LIMITS.name, pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$' }),
  description: Type.String({ maxLength: LIMITS.description, pattern: NO_NUL }),
  program,
  arguments: Type.Array(Type.String({ maxLength: LIMITS.argument, pattern: NO_NUL }), {
    maxItems: LIMITS.arguments,
    description: 'One that is `{{name}}` as a whole stands for a parameter. Nothing here reaches a shell.',
    examples: [['restart', '{{unit}}']],
  }),
  directory,
  parameters: Type.Array(Parameter, { maxItems: LIMITS.parameters }),
  role: oneOf(COMMAND_ROLES, { description: 'Who may run it.' }),
  hosts: Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), { maxItems: LIMITS.hosts }),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 64, pattern: LINE }), { maxItems: LIMITS.tags }),
  time_limit_s: timeLimit,
  dangerous: Type.Boolean({ description: 'It takes a code of those who have a second factor.' }),
  confirm: Type.String({ maxLength: LIMITS.description, pattern: NO_NUL, description: 'What is said before it runs.' }),
}

export const CommandBody = Type.Object(fields, strict)
export const CommandAnswer = Type.Object({
  ...fields,
  id: Type.Integer(),
  author: Type.String({ description: 'Who changed it last.' }),
  updated_at: Type.Number({ description: 'Epoch milliseconds.' }),
})
export const CommandsAnswer = Type.Object({ commands: Type.Array(CommandAnswer) })

const command = Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] })
export const CommandParams = Type.Object({ command }, strict)
export type CommandParams = Static<typeof CommandParams>
export const HostCommandParams = Type.Object({ id: command, command }, strict)
export type HostCommandParams = Static<typeof HostCommandParams>

export const CommandsQuery = Type.Object(
  { host: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Only what may run on this host.' })) },
  strict,
)
export type CommandsQuery = Static<typeof CommandsQuery>

export const RunBody = Type.Object(
  {
    values: Type.Record(Type.String({ maxLength: 32 }), Type.String({ maxLength: LIMITS.value }), {
      description: 'By the names of the parameters.',
      examples: [{ unit: 'nginx.service' }],
    }),
    ...reasoned,
  },
  strict,
)

export const AdHocBody = Type.Object(
  {
    program,
    arguments: Type.Array(Type.String({ maxLength: COMMAND_LIMITS.argument, pattern: NO_NUL }), { maxItems: COMMAND_LIMITS.arguments }),
    directory: Type.Optional(directory),
    time_limit_s: Type.Optional(timeLimit),
    ...reasoned,
  },
  strict,
)
export interface AdHocBody {
  readonly program: string
  readonly arguments: readonly string[]
  readonly directory?: string | null
  readonly time_limit_s?: number
  readonly reason: string
  readonly incident?: string
}
