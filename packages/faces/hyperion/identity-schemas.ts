import { ROLES } from '@hyperion/domain/users'
import type { ApiKeyRequest } from '@hyperion/wire/web'
import { type Static, type TSchema, Type } from 'typebox'
import { strict } from './schemas.ts'

const text = (example: string, description?: string): TSchema => Type.String({ examples: [example], ...(description && { description }) })
const Role = Type.Enum([...ROLES], { type: 'string', examples: ['viewer'] })
const Timestamp = Type.String({ format: 'date-time', examples: ['2026-01-15T12:00:00.000Z'] })
const TimestampOrNull = (description: string): TSchema =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description, examples: ['2026-01-15T12:00:00.000Z'] })

const ID = '0b0f6f0e-6a5c-4b7e-9c53-3c6d0f2f8a11'

export const SessionParams = Type.Object(
  { session: Type.String({ pattern: '^[0-9a-f-]{36}$', description: 'Id of the session or key.', examples: [ID] }) },
  strict,
)
export type SessionParams = Static<typeof SessionParams>

export const SessionsAnswer = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: text(ID),
      kind: Type.Enum(['token', 'cookie', 'jwt', 'permanent'], {
        type: 'string',
        description: 'Signed in at `POST /login`, in the browser, at `POST /api/v1/auth/token/` or at `POST /api/auth/token/`.',
      }),
      created_at: Timestamp,
      last_seen_at: TimestampOrNull('About when it was last used, to the minute.'),
      expires_at: TimestampOrNull('Null for a token that lasts.'),
      address: text('192.0.2.10', 'Of the client at sign-in.'),
      user_agent: text('curl/8.14.1', 'What the client called itself, empty when it did not.'),
      current: Type.Boolean({ description: 'The one that asks.' }),
    }),
  ),
})

const apiKey = {
  id: text(ID),
  name: text('Grafana'),
  role: Role,
  hint: text('hyp_k3Jx', 'How the key begins.'),
  user: Type.Object({ id: Type.Integer({ examples: [1] }), username: text('admin') }),
  created_at: Timestamp,
  expires_at: TimestampOrNull('Null for a key without an end.'),
  last_used_at: TimestampOrNull('About when, to the minute; null when never.'),
  expired: Type.Boolean(),
}

export const ApiKeysAnswer = Type.Object({ keys: Type.Array(Type.Object(apiKey)) })

export const NewApiKeyAnswer = Type.Object({
  ...apiKey,
  key: text('hyp_k3JxM0v0vM3dMJt1SjC9Yb4mXwq2c1uA5rO7eWfGh8I', 'The key itself, shown this once.'),
})

export const ApiKeyBody = Type.Object(
  {
    name: text('Grafana', 'Up to 100 characters.'),
    role: Type.Optional(
      Type.Enum([...ROLES], { type: 'string', description: 'At most one’s own, which it is when left out.', examples: ['viewer'] }),
    ),
    expires_at: Type.Optional(
      Type.Union(
        [Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$' }), Type.Null()],
        {
          description: 'ISO-8601 with its zone; null or left out for a key without an end.',
          examples: [null],
        },
      ),
    ),
  },
  strict,
)
export type ApiKeyBody = ApiKeyRequest
