import { type Static, Type } from 'typebox'
import { strict } from './schemas.ts'

export const SignInOptionsAnswer = Type.Object({
  password_reset: Type.Boolean({ description: 'Whether a new password can be had by mail.' }),
})

export const ResetBody = Type.Object(
  { account: Type.String({ minLength: 1, maxLength: 254, description: 'User name or mail address.', examples: ['jean.dupont'] }) },
  strict,
)
export type ResetBody = Static<typeof ResetBody>

export const NewPasswordBody = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 64, description: 'Of the link in the mail.' }),
    new_password: Type.String({ minLength: 1, maxLength: 1024, description: '8 to 1024 characters, other than the user name.' }),
  },
  strict,
)
export type NewPasswordBody = Static<typeof NewPasswordBody>

const names = { email: Type.String(), first_name: Type.String(), last_name: Type.String() }

export const ProfileAnswer = Type.Object({
  username: Type.String({ examples: ['jean.dupont'] }),
  role: Type.String({ examples: ['technicien'] }),
  ...names,
  password: Type.Boolean({ description: 'Whether the user has a password here.' }),
})

export const ProfileBody = Type.Object(
  {
    password: Type.String({ maxLength: 1024, description: 'The password, to confirm; empty for a user who has none here.' }),
    email: Type.Optional(names.email),
    first_name: Type.Optional(names.first_name),
    last_name: Type.Optional(names.last_name),
  },
  strict,
)
export type ProfileBody = Static<typeof ProfileBody>
