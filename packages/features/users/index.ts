export { Accounts, type AccountsDeps, FIRST_ADMIN, SESSION_LIFETIME, type SignedIn } from './accounts.ts'
export type { PasswordChange } from './password-change.ts'
export type { Principal } from './principal.ts'
