import type { Accounts } from '@hyperion/features/users'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalOf } from './access.ts'
import type { Language } from './field-messages.ts'
import { enforce } from './rate-limit.ts'
import { type Rewording, reworded } from './rewording.ts'
import type { SignInLimits } from './sign-in-limits.ts'

export interface ConfirmationDeps {
  readonly accounts: Pick<Accounts, 'confirmPassword'>
  /** None where limits are switched off. */
  readonly signInLimits?: SignInLimits | undefined
}

/** What is wrong with a password or a code that confirms something. */
export const CONFIRMATION_SENTENCES: Record<Language, Rewording['sentences']> = {
  en: { wrong: 'The password is not correct', code_wrong: 'This code is not correct, or was used already' },
  fr: { wrong: 'Mot de passe incorrect', code_wrong: 'Ce code est incorrect ou a déjà servi' },
}

/** Whoever is signed in gives the password once more, as often as one may try to sign in. */
export async function confirmPassword(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts, signInLimits }: ConfirmationDeps,
  password: string,
  language: Language,
): Promise<void> {
  const principal = principalOf(request)
  const attempt = { username: principal.user.username, address: request.ip }
  if (signInLimits) enforce(signInLimits.take(attempt), reply)
  await reworded({ sentences: CONFIRMATION_SENTENCES[language] }, () => accounts.confirmPassword(principal, password))
}
