export { Accounts, SESSION_LIFETIME } from './accounts.ts'
export type { PasswordChange } from './password-change.ts'
export type { Principal } from './principal.ts'
