export { Accounts, type AccountsDeps, FIRST_ADMIN, type Principal, SESSION_LIFETIME, type SignedIn } from './accounts.ts'
export type { PasswordChange } from './password-change.ts'
