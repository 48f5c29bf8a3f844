export { Accounts, SESSION_LIFETIME } from './accounts.ts'
export type { PasswordChange, PasswordProblem } from './password-change.ts'
export { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords.ts'
export type { Principal } from './principal.ts'
