import { RESOURCES, type Resource, type Thresholds } from '@hyperion/domain/alerts'
import { ROLES } from '@hyperion/domain/users'
import type { NewUserRequest, UserChangeRequest } from '@hyperion/wire/web'
import { type Static, type TSchema, Type } from 'typebox'
import { strict } from './schemas.ts'

const text = (example: string, description?: string): TSchema => Type.String({ examples: [example], ...(description && { description }) })
const Role = Type.Enum([...ROLES], { type: 'string', examples: ['technicien'] })
const Timestamp = Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] })
const orNull = (schema: TSchema, example: unknown): TSchema => Type.Union([schema, Type.Null()], { examples: [example] })

export const UserAnswer = Type.Object({
  id: Type.Integer({ examples: [5] }),
  username: text('jean.dupont'),
  role: Role,
  email: text('jean.dupont@example.org', 'Empty when unknown, as the names are.'),
  first_name: text('Jean'),
  last_name: text('Dupont'),
  created_at: Timestamp,
  last_login: orNull(Type.String({ format: 'date-time' }), '2025-01-08T08:30:00.000Z'),
  must_change_password: Type.Boolean(),
  two_factor: Type.Boolean({ description: 'Whether two-factor authentication is on.' }),
})

export const UsersAnswer = Type.Object({ users: Type.Array(UserAnswer) })

/** Ids are 32 bits wide in the database. */
export const UserParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [5] }) }, strict)
export type UserParams = Static<typeof UserParams>

export const NewUserBody = Type.Object(
  {
    username: text('jean.dupont', 'Letters, digits and . _ @ + -; up to 150 characters.'),
    password: text('TempPassword123!', '8 to 1024 characters, other than the user name; to be changed at the first login.'),
    role: Role,
  },
  strict,
)
export type NewUserBody = NewUserRequest

export const UserBody = Type.Object(
  {
    role: Type.Optional(Role),
    email: Type.Optional(text('jean.dupont@example.org')),
    first_name: Type.Optional(text('Jean')),
    last_name: Type.Optional(text('Dupont')),
    password: Type.Optional(text('TempPassword456!', 'To be changed at the next login.')),
  },
  { ...strict, minProperties: 1, description: 'What is left out stays.' },
)
export type UserBody = UserChangeRequest

const Levels = Type.Object(
  {
    warning: Type.Integer({ examples: [70], description: 'Whole percentage from 0 to 100, below critical.' }),
    critical: Type.Integer({ examples: [90], description: 'From 0 to 100.' }),
  },
  strict,
)
const byResource = <T>(level: T): Record<Resource, T> => ({ cpu: level, memory: level, disk: level })

export const ThresholdsAnswer = Type.Object({
  thresholds: Type.Object(byResource(Levels)),
  updated_at: orNull(Type.String({ format: 'date-time' }), '2025-01-08T15:35:00.000Z'),
  updated_by: orNull(Type.String(), 'admin'),
})

export const ThresholdsBody = Type.Object(byResource(Type.Optional(Levels)), {
  ...strict,
  minProperties: 1,
  description: `One or more of ${RESOURCES.join(', ')}; the others stay.`,
})
export type ThresholdsBody = Partial<Thresholds>
