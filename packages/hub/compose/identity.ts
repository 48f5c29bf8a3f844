import type { Database } from '@hyperion/adapters/db'
import type { SecretBox } from '@hyperion/features/secrets'
import { TwoFactor } from '@hyperion/features/two-factor'
import { Accounts, PasswordResets, Users } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'

interface IdentityDeps {
  readonly database: Database
  readonly key: Buffer
  readonly secrets: SecretBox
  readonly mailer: Mailer | null
  /** Where browsers reach the hub. */
  readonly appUrl: () => string
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Identity {
  readonly accounts: Accounts
  readonly users: Users
  readonly twoFactor: TwoFactor
  readonly passwordResets: PasswordResets | undefined
}

/** Who users are and how they get in. */
export function openIdentity({ database, key, secrets, mailer, appUrl, clock, log }: IdentityDeps): Identity {
  const twoFactor = new TwoFactor({ store: database.twoFactor, secrets, clock })
  const accounts = new Accounts({ ...database, key, secondFactor: twoFactor, clock })
  const users = new Users({ users: database.users, accounts, clock })
  const resetDeps = { users: database.users, resets: database.passwordResets, accounts, appUrl, clock, log }
  const passwordResets = mailer ? new PasswordResets({ ...resetDeps, mailer }) : undefined
  return { accounts, users, twoFactor, passwordResets }
}
