import type { Role, User } from '@hyperion/domain/users'
import { NAME_MAX_LENGTH, USERNAME_MAX_LENGTH, type UserDraft, type UserEdit, type UserProblem, type Users } from '@hyperion/features/users'
import type { FastifyRequest } from 'fastify'
import { type AuditRecorder, audited } from './audited.ts'
import type { Language } from './field-messages.ts'
import { PASSWORD_SENTENCES } from './password-change.ts'
import { reworded } from './rewording.ts'

export interface UserDeps {
  readonly users: Users
  readonly audit: AuditRecorder
}

/** A change of a user as the faces' bodies spell it. */
export interface UserFields {
  readonly role?: Role
  readonly email?: string
  readonly first_name?: string
  readonly last_name?: string
  readonly password?: string
}

const SENTENCES: Record<Language, Record<UserProblem, string>> = {
  en: {
    ...PASSWORD_SENTENCES.en,
    username_length: `The user name must have 1 to ${USERNAME_MAX_LENGTH} characters`,
    username_characters: 'The user name may have letters, digits and . _ @ + -, and begins with a letter or a digit',
    email_form: 'This is not a mail address',
    name_length: `Must have at most ${NAME_MAX_LENGTH} characters`,
    name_characters: 'Must not contain control characters',
  },
  fr: {
    ...PASSWORD_SENTENCES.fr,
    username_length: `Le nom d'utilisateur doit compter de 1 à ${USERNAME_MAX_LENGTH} caractères`,
    username_characters:
      "Le nom d'utilisateur peut contenir des lettres, des chiffres et . _ @ + -, et commence par une lettre ou un chiffre",
    email_form: "Ce n'est pas une adresse de courriel",
    name_length: `Doit compter au plus ${NAME_MAX_LENGTH} caractères`,
    name_characters: 'Ne doit pas contenir de caractères de contrôle',
  },
}

const FIELDS = { firstName: 'first_name', lastName: 'last_name' }

/** Creates a user and notes it. */
export function createUser(request: FastifyRequest, { users, audit }: UserDeps, draft: UserDraft, language: Language): Promise<User> {
  const { username, role } = draft
  return audited(request, audit, { action: 'user.create', target: username, details: { role } }, () =>
    reworded({ sentences: SENTENCES[language] }, () => users.create(draft)),
  )
}

/** Changes a user and notes which fields. */
export function changeUser(
  request: FastifyRequest,
  { users, audit }: UserDeps,
  id: number,
  body: UserFields,
  language: Language,
): Promise<User> {
  const details = { fields: Object.keys(body), ...(body.role && { role: body.role }) }
  return audited(request, audit, { action: 'user.update', target: String(id), details }, () =>
    reworded({ fields: FIELDS, sentences: SENTENCES[language] }, () => users.update(id, toEdit(body))),
  )
}

/** Deletes a user and notes it. */
export function deleteUser(request: FastifyRequest, { users, audit }: UserDeps, id: number): Promise<void> {
  return audited(request, audit, { action: 'user.delete', target: String(id) }, () => users.delete(id))
}

function toEdit({ first_name: firstName, last_name: lastName, ...rest }: UserFields): UserEdit {
  return { ...rest, ...(firstName !== undefined && { firstName }), ...(lastName !== undefined && { lastName }) }
}
