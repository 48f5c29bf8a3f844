import {
  type Accounts,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  type PasswordChange,
  type PasswordProblem,
} from '@hyperion/features/users'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalOf } from './access.ts'
import { type AuditRecorder, audited } from './audited.ts'
import type { Language } from './field-messages.ts'
import { enforce } from './rate-limit.ts'
import { reworded } from './rewording.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** A password change as the faces' bodies spell it. */
export interface PasswordFields {
  readonly current_password: string
  readonly new_password: string
  readonly confirm_password: string
}

export interface PasswordDeps {
  readonly accounts: Pick<Accounts, 'changePassword'>
  readonly audit: AuditRecorder
  /** None where limits are switched off. */
  readonly signInLimits?: SignInLimits | undefined
}

const FIELDS: Record<keyof PasswordChange, keyof PasswordFields> = {
  current: 'current_password',
  next: 'new_password',
  confirmation: 'confirm_password',
}

export const PASSWORD_SENTENCES: Record<Language, Record<PasswordProblem, string>> = {
  en: {
    wrong: 'The current password is not correct',
    too_short: `The new password must have at least ${PASSWORD_MIN_LENGTH} characters`,
    too_long: `The new password must have at most ${PASSWORD_MAX_LENGTH} characters`,
    unchanged: 'The new password must differ from the current one',
    is_username: 'The new password must differ from the user name',
    mismatch: 'The confirmation does not match the new password',
  },
  fr: {
    wrong: 'Mot de passe actuel incorrect',
    too_short: `Le nouveau mot de passe doit contenir au moins ${PASSWORD_MIN_LENGTH} caractères`,
    too_long: `Le nouveau mot de passe ne peut pas dépasser ${PASSWORD_MAX_LENGTH} caractères`,
    unchanged: "Le nouveau mot de passe doit être différent de l'actuel",
    is_username: "Le nouveau mot de passe doit être différent du nom d'utilisateur",
    mismatch: 'La confirmation ne correspond pas au nouveau mot de passe',
  },
}

/** Changes the password; what is wrong with it is told by the body's own field names, in the face's language. */
export async function changePassword(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts, audit, signInLimits }: PasswordDeps,
  body: PasswordFields,
  language: Language,
): Promise<void> {
  const principal = principalOf(request)
  // Whoever has stolen a session may not guess the password with it either.
  if (signInLimits) enforce(signInLimits.take({ username: principal.user.username, address: request.ip }), reply)
  const change: PasswordChange = { current: body.current_password, next: body.new_password, confirmation: body.confirm_password }
  await reworded({ fields: FIELDS, sentences: PASSWORD_SENTENCES[language] }, () =>
    audited(request, audit, { action: 'password.change' }, () => accounts.changePassword(principal, change)),
  )
}
