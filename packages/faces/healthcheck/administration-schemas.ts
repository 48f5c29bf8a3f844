import { RESOURCES, type Resource, type Thresholds } from '@hyperion/domain/alerts'
import { PERMISSIONS, ROLES, type Role } from '@hyperion/domain/users'
import { type Static, type TSchema, Type } from 'typebox'
import type { UserFields } from '../shared/index.ts'

const strict = { additionalProperties: false } as const
const time = (example: string): TSchema => Type.String({ format: 'date-time', examples: [example] })
const orNull = (schema: TSchema, example: unknown): TSchema => Type.Union([schema, Type.Null()], { examples: [example] })
const text = (example: string, description?: string): TSchema => Type.String({ examples: [example], ...(description && { description }) })
const CheckedAt = time('2025-01-08T15:30:00Z')
const RoleName = Type.Enum([...ROLES], { type: 'string', examples: ['technicien'] })

const listed = {
  id: Type.Integer({ examples: [5] }),
  username: text('jean.dupont'),
  role: RoleName,
}
const permissions = Type.Array(Type.Enum([...PERMISSIONS], { type: 'string' }), { examples: [['read', 'execute']] })
const last_login = orNull(Type.String({ format: 'date-time' }), '2025-01-08T08:30:00Z')
const created_at = time('2025-01-08T15:30:00Z')

const User = Type.Object({
  ...listed,
  permissions,
  email: text('jean.dupont@example.org'),
  first_name: text('Jean'),
  last_name: text('Dupont'),
  created_at,
  last_login,
  must_change_password: Type.Boolean({ examples: [false] }),
})

export const UsersAnswer = Type.Object({
  checked_at: CheckedAt,
  users: Type.Array(Type.Object({ ...listed, created_at, last_login })),
  total: Type.Integer({ examples: [2] }),
})
export const UserAnswer = Type.Object({ checked_at: CheckedAt, user: User })
export const ChangedAnswer = Type.Object({ message: text('Utilisateur modifié avec succès'), user: User })
export const CreatedAnswer = Type.Object({
  message: text('Utilisateur créé avec succès'),
  user: Type.Object({ ...listed, permissions, created_at }),
})

/** Ids are 32 bits wide in the database. */
export const UserParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [5] }) }, strict)
export type UserParams = Static<typeof UserParams>

export const NewUserBody = Type.Object(
  {
    username: text('jean.dupont', 'Lettres, chiffres et . _ @ + - ; 150 caractères au plus.'),
    password: text('TempPassword123!', "De 8 à 1024 caractères, différent du nom d'utilisateur."),
    role: RoleName,
    must_change_password: Type.Optional(Type.Boolean({ default: false, description: 'À changer à la première connexion.' })),
  },
  strict,
)
export interface NewUserBody {
  readonly username: string
  readonly password: string
  readonly role: Role
  readonly must_change_password: boolean
}

export const UserBody = Type.Object(
  {
    role: Type.Optional(RoleName),
    email: Type.Optional(text('jean.dupont@example.org')),
    first_name: Type.Optional(text('Jean')),
    last_name: Type.Optional(text('Dupont')),
    password: Type.Optional(text('TempPassword456!', 'À changer à la prochaine connexion.')),
  },
  { ...strict, minProperties: 1, description: 'Ce qui est omis ne change pas.' },
)
export type UserBody = UserFields

const DOCUMENT_EXAMPLE: Record<Resource, readonly [warning: number, critical: number]> = {
  cpu: [60, 85],
  memory: [75, 90],
  disk: [70, 85],
}

const levels = (resource: Resource): TSchema => {
  const [warning, critical] = DOCUMENT_EXAMPLE[resource]
  const level = (example: number, description: string): TSchema => Type.Integer({ examples: [example], description })
  return Type.Object(
    { warning: level(warning, 'Pourcentage entier de 0 à 100, inférieur à critical.'), critical: level(critical, 'De 0 à 100.') },
    strict,
  )
}

const everyResource = <T>(make: (resource: Resource) => T): Record<Resource, T> => ({
  cpu: make('cpu'),
  memory: make('memory'),
  disk: make('disk'),
})

export const ThresholdsBody = Type.Object(
  everyResource((resource) => Type.Optional(levels(resource))),
  { ...strict, minProperties: 1, description: `Une ou plusieurs ressources parmi ${RESOURCES.join(', ')} ; les autres ne changent pas.` },
)
export type ThresholdsBody = Partial<Thresholds>

const Levels = Type.Object(everyResource(levels))
export const ThresholdsAnswer = Type.Object({ checked_at: CheckedAt, thresholds: Levels })
export const ThresholdsChanged = Type.Object({
  message: text('Seuils mis à jour avec succès'),
  thresholds: Levels,
  updated_at: time('2025-01-08T15:35:00Z'),
  updated_by: orNull(Type.String(), 'admin'),
})
