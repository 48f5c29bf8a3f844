import type { Role } from '@hyperion/domain/users'
import { type PasswordProblem, passwordRuleProblems } from './password-change.ts'

/** A user as an administrator makes one. */
export interface UserDraft {
  readonly username: string
  readonly password: string
  readonly role: Role
  readonly mustChangePassword: boolean
}

/** What an administrator may change of a user; what is left out stays. */
export interface UserEdit {
  readonly role?: Role
  /** Empty for none, as the names are. */
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  /** It has to be changed at the next login. */
  readonly password?: string
}

/** A rule that a draft or an edit breaks; each face words it in its language. */
export type UserProblem = PasswordProblem | 'username_length' | 'username_characters' | 'email_form' | 'name_length' | 'name_characters'

export type UserProblems = Readonly<Record<string, readonly UserProblem[]>>

export const USERNAME_MAX_LENGTH = 150
export const NAME_MAX_LENGTH = 150
const EMAIL_MAX_LENGTH = 254

/** Letters of any script, so that nobody has to be spelled wrong, but nothing invisible. */
const USERNAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]*$/u
const EMAIL = /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u
/** Control characters, halves of characters, and what turns the direction of the text around it. */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u

/** What is wrong with a draft, by its fields; undefined when it may be created. */
export function draftProblems({ username, password }: UserDraft): UserProblems | undefined {
  return found({ username: usernameProblems(username), password: passwordRuleProblems(password, username) })
}

/** What is wrong with an edit of a user, by its fields; undefined when it may be made. */
export function editProblems(edit: UserEdit, username: string): UserProblems | undefined {
  return found({
    email: edit.email ? emailProblems(edit.email) : [],
    firstName: nameProblems(edit.firstName ?? ''),
    lastName: nameProblems(edit.lastName ?? ''),
    password: edit.password === undefined ? [] : passwordRuleProblems(edit.password, username),
  })
}

function usernameProblems(username: string): readonly UserProblem[] {
  if (username.length === 0 || username.length > USERNAME_MAX_LENGTH) return ['username_length']
  return USERNAME.test(username) && username === username.normalize('NFKC') ? [] : ['username_characters']
}

function emailProblems(email: string): readonly UserProblem[] {
  return email.length <= EMAIL_MAX_LENGTH && EMAIL.test(email) ? [] : ['email_form']
}

function nameProblems(name: string): readonly UserProblem[] {
  if (name.length > NAME_MAX_LENGTH) return ['name_length']
  return UNPRINTABLE.test(name) ? ['name_characters'] : []
}

function found(problems: UserProblems): UserProblems | undefined {
  const broken = Object.entries(problems).filter(([, rules]) => rules.length > 0)
  return broken.length > 0 ? Object.fromEntries(broken) : undefined
}
