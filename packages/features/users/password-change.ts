import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords.ts'

export interface PasswordChange {
  readonly current: string
  readonly next: string
  readonly confirmation: string
}

/** A rule that a password change breaks; each face words it in its language. */
export type PasswordProblem = 'wrong' | 'too_short' | 'too_long' | 'unchanged' | 'is_username' | 'mismatch'

/** What every new password has to be. */
export function passwordRuleProblems(password: string, username: string): readonly PasswordProblem[] {
  const problems: PasswordProblem[] = []
  if ([...password].length < PASSWORD_MIN_LENGTH) problems.push('too_short')
  if (password.length > PASSWORD_MAX_LENGTH) problems.push('too_long')
  if (password.toLowerCase() === username.toLowerCase()) problems.push('is_username')
  return problems
}

/** What is wrong with a change, by field; undefined when it may be made. */
export function passwordProblems(
  change: PasswordChange,
  username: string,
  currentMatches: boolean,
): Readonly<Record<string, readonly PasswordProblem[]>> | undefined {
  const next = [...passwordRuleProblems(change.next, username)]
  if (change.next === change.current) next.push('unchanged')
  const found: Record<keyof PasswordChange, PasswordProblem[]> = {
    current: currentMatches ? [] : ['wrong'],
    next,
    confirmation: change.confirmation === change.next ? [] : ['mismatch'],
  }
  const problems = Object.entries(found).filter(([, rules]) => rules.length > 0)
  return problems.length > 0 ? Object.fromEntries(problems) : undefined
}
