import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords.ts'

export interface PasswordChange {
  readonly current: string
  readonly next: string
  readonly confirmation: string
}

/** A rule that a password change breaks; each face words it in its language. */
export type PasswordProblem = 'wrong' | 'too_short' | 'too_long' | 'unchanged' | 'is_username' | 'mismatch'

/** What is wrong with a change, by field; undefined when it may be made. */
export function passwordProblems(
  change: PasswordChange,
  username: string,
  currentMatches: boolean,
): Readonly<Record<string, readonly PasswordProblem[]>> | undefined {
  const next: PasswordProblem[] = []
  if ([...change.next].length < PASSWORD_MIN_LENGTH) next.push('too_short')
  if (change.next.length > PASSWORD_MAX_LENGTH) next.push('too_long')
  if (change.next === change.current) next.push('unchanged')
  if (change.next.toLowerCase() === username.toLowerCase()) next.push('is_username')
  const found: Record<keyof PasswordChange, PasswordProblem[]> = {
    current: currentMatches ? [] : ['wrong'],
    next,
    confirmation: change.confirmation === change.next ? [] : ['mismatch'],
  }
  const problems = Object.entries(found).filter(([, rules]) => rules.length > 0)
  return problems.length > 0 ? Object.fromEntries(problems) : undefined
}
