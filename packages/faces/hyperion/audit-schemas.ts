import { Type } from 'typebox'
import { strict } from './schemas.ts'

/** The largest number that the log's ids take. */
const ID_MAX = 2 ** 31 - 1

export const AuditQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: ID_MAX, description: 'Only entries older than the one with this id.' })),
    action: Type.Optional(Type.String({ pattern: '^[a-z_]{1,50}\\.[a-z_]{1,50}$', examples: ['session.sign_in'] })),
    actor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 150,
        pattern: '^[^\\u0000]*$',
        description: 'User name, to the letter.',
        examples: ['admin'],
      }),
    ),
    host: Type.Optional(Type.Integer({ minimum: 1, maximum: ID_MAX, description: 'Only what was done to this host.' })),
  },
  strict,
)
export interface AuditQuery {
  readonly limit: number
  readonly before?: number
  readonly action?: string
  readonly actor?: string
  readonly host?: number
}

const Entry = Type.Object({
  id: Type.Integer({ examples: [42] }),
  timestamp: Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] }),
  actor: Type.Object({
    id: Type.Union([Type.Integer(), Type.Null()], { description: 'Null where nobody was signed in.', examples: [1] }),
    name: Type.String({ examples: ['admin'] }),
  }),
  address: Type.String({ description: 'Of the client.', examples: ['192.0.2.10'] }),
  action: Type.String({ description: '`area.verb`', examples: ['session.sign_in'] }),
  target: Type.Union([Type.String(), Type.Null()], { examples: ['record_cpu_usage'] }),
  host: Type.Union([Type.Integer(), Type.Null()], { description: 'The host that it was done to.', examples: [1] }),
  details: Type.Record(Type.String(), Type.Unknown(), { examples: [{ kind: 'cookie' }] }),
  outcome: Type.Enum(['success', 'failure'], { type: 'string' }),
})

export const AuditAnswer = Type.Object({
  entries: Type.Array(Entry),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'For `before`; null at the end of the log.', examples: [42] }),
})
