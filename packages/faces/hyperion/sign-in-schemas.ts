import { type Static, Type } from 'typebox'
import { strict } from './schemas.ts'

export const SignInOptionsAnswer = Type.Object({
  password_reset: Type.Boolean({ description: 'Whether a new password can be had by mail.' }),
  single_sign_on: Type.Union([Type.Object({ label: Type.String() }), Type.Null()], {
    description: 'The OpenID Connect provider that GET /api/oidc/start leads to, if there is one.',
    examples: [{ label: 'Example ID' }],
  }),
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

export const StartQuery = Type.Object(
  {
    next: Type.Optional(Type.String({ maxLength: 2000, description: 'Page of the web app to go to afterwards.', examples: ['/hosts/1'] })),
  },
  strict,
)
export type StartQuery = Static<typeof StartQuery>

/** Providers add what they like. */
export const CallbackQuery = Type.Object({}, { additionalProperties: true })
