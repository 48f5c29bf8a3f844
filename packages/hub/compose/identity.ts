import type { Database } from '@hyperion/adapters/db'
import type { SecretBox } from '@hyperion/features/secrets'
import { SingleSignOn } from '@hyperion/features/single-sign-on'
import { TwoFactor } from '@hyperion/features/two-factor'
import { Accounts, PasswordResets, Users } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { OidcConfig } from '../oidc-config.ts'

interface IdentityDeps {
  readonly database: Database
  readonly key: Buffer
  readonly secrets: SecretBox
  readonly mailer: Mailer | null
  readonly oidc: OidcConfig | null
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
  readonly singleSignOn: SingleSignOn | undefined
}

/** Who users are and how they get in. */
export function openIdentity(deps: IdentityDeps): Identity {
  const { database, key, secrets, mailer, oidc, appUrl, clock, log } = deps
  const twoFactor = new TwoFactor({ store: database.twoFactor, secrets, clock })
  const accounts = new Accounts({ ...database, key, secondFactor: twoFactor, clock })
  const users = new Users({ users: database.users, accounts, clock })
  const resetDeps = { users: database.users, resets: database.passwordResets, accounts, appUrl, clock, log }
  const passwordResets = mailer ? new PasswordResets({ ...resetDeps, mailer }) : undefined
  const ssoDeps = { identities: database.oidcIdentities, userStore: database.users, users, accounts, secrets, appUrl, clock }
  const singleSignOn = oidc ? new SingleSignOn({ ...ssoDeps, settings: oidc }) : undefined
  return { accounts, users, twoFactor, passwordResets, singleSignOn }
}
