import type { NewUser, StoredUser } from './users.ts'

/** Who somebody is at an OpenID Connect provider. */
export interface OidcIdentity {
  readonly issuer: string
  readonly subject: string
}

/** Which users come from an OpenID Connect provider. */
export interface OidcIdentityStore {
  find(identity: OidcIdentity): Promise<StoredUser | undefined>
  /** Makes the user and notes who it is, both or neither. Rejects with `DomainError('conflict')` when either is taken. */
  create(identity: OidcIdentity, user: NewUser): Promise<StoredUser>
}
