import { type Static, type TSchema, Type } from 'typebox'
import { OtpField, OtpRequired } from '../shared/index.ts'

const strict = { additionalProperties: false } as const
const text = (example: string): TSchema => Type.String({ examples: [example] })

export const ERROR_SCHEMA = 'ImasError'

export const ErrorAnswer = Type.Object(
  {
    error: text('Validation failed'),
    details: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.String()), {
        description: 'What is wrong, by field.',
        examples: [{ title: ['This field is required.'] }],
      }),
    ),
    otp_required: Type.Optional(OtpRequired),
    id: Type.Optional(Type.String({ description: 'Of what is there already.' })),
    short_id: Type.Optional(Type.String({ description: 'Of the incident that is open already.' })),
    retry_after: Type.Optional(Type.Integer({ description: 'Seconds, where a limit is exceeded.', examples: [3600] })),
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

const user = { user_id: Type.Integer({ examples: [1] }), username: text('admin') }

export const TokenAnswer = Type.Object({
  token: text('9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b'),
  ...user,
  created: Type.Boolean({ description: 'False when the user has this token already.' }),
})

export const RevokeAnswer = Type.Object({ message: text('Token revoked successfully') })

export const VerifyAnswer = Type.Object({ valid: Type.Boolean(), ...user })
