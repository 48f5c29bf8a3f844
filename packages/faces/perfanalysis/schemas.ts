import { type Static, type TSchema, Type } from 'typebox'
import { OtpField, OtpRequired } from '../shared/index.ts'

export const strict = { additionalProperties: false } as const
const text = (example: string): TSchema => Type.String({ examples: [example] })

export const ERROR_SCHEMA = 'PerfanalysisError'

export const ErrorAnswer = Type.Object(
  {
    error: text('VALIDATION_ERROR'),
    message: text('Validation failed'),
    details: Type.Record(Type.String(), Type.Union([Type.Array(Type.String()), Type.Integer()]), {
      description: 'What is wrong, by field; `retry_after` (seconds) where a limit is exceeded.',
      examples: [{ username: ['This field is required'] }],
    }),
    otp_required: Type.Optional(OtpRequired),
  },
  { $id: ERROR_SCHEMA },
)

export const NoQuery = Type.Object({}, strict)

export const TokenBody = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 150, examples: ['admin'] }),
    password: Type.String({ minLength: 1, maxLength: 1024, examples: ['admin123'] }),
    otp: Type.Optional(OtpField),
  },
  strict,
)
export type TokenBody = Static<typeof TokenBody>

const jwt = (description: string): TSchema => Type.String({ description, examples: ['eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9…'] })

export const UserAnswer = Type.Object({
  id: Type.Integer({ examples: [1] }),
  username: text('admin'),
  email: Type.String({ description: 'Empty when unknown, as the names are.', examples: ['admin@example.com'] }),
  first_name: text('Admin'),
  last_name: text('User'),
})

const access = jwt('Lives 15 minutes, and not beyond its session.')

export const TokenAnswer = Type.Object({
  access,
  refresh: jwt('Lives as long as the session: 7 days, or until it is ended.'),
  user: UserAnswer,
})

export const RefreshBody = Type.Object({ refresh: Type.String({ minLength: 1, maxLength: 4096 }) }, strict)
export type RefreshBody = Static<typeof RefreshBody>

export const RefreshAnswer = Type.Object({ access })
