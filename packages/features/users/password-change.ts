import type { ErrorDetails } from '@hyperion/domain/errors'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords.ts'

export interface PasswordChange {
  readonly current: string
  readonly next: string
  readonly confirmation: string
}

/** What is wrong with a change, by field; undefined when it may be made. */
export function passwordProblems(change: PasswordChange, username: string, currentMatches: boolean): ErrorDetails | undefined {
  const current = currentMatches ? [] : ['Mot de passe actuel incorrect']
  const next: string[] = []
  const { length } = [...change.next]
  if (length < PASSWORD_MIN_LENGTH) next.push(`Le nouveau mot de passe doit contenir au moins ${PASSWORD_MIN_LENGTH} caractères`)
  if (change.next.length > PASSWORD_MAX_LENGTH) next.push(`Le nouveau mot de passe ne peut pas dépasser ${PASSWORD_MAX_LENGTH} caractères`)
  if (change.next === change.current) next.push("Le nouveau mot de passe doit être différent de l'actuel")
  if (change.next.toLowerCase() === username.toLowerCase()) {
    next.push("Le nouveau mot de passe doit être différent du nom d'utilisateur")
  }
  const confirmation = change.confirmation === change.next ? [] : ['La confirmation ne correspond pas au nouveau mot de passe']
  const problems = Object.entries({ current, next, confirmation }).filter(([, messages]) => messages.length > 0)
  return problems.length > 0 ? Object.fromEntries(problems) : undefined
}
