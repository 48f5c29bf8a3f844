import type { SessionKind } from '@hyperion/ports/users'
import type { Jwts } from './jwts.ts'
import { isPermanentForm } from './permanent-tokens.ts'
import { hashToken, isKeyForm, isTokenForm } from './tokens.ts'

/** What a secret from the network claims to be. */
export interface Claim {
  readonly tokenHash: string
  /** The session has to be of one of these kinds: the secret inside a JWT is none by itself. */
  readonly kinds: readonly SessionKind[]
}

/** Undefined for what cannot be a secret of ours. */
export async function readCredential(secret: string, jwts: Jwts): Promise<Claim | undefined> {
  if (isTokenForm(secret)) return { tokenHash: hashToken(secret), kinds: ['token', 'cookie'] }
  if (isKeyForm(secret)) return { tokenHash: hashToken(secret), kinds: ['key'] }
  if (isPermanentForm(secret)) return { tokenHash: hashToken(secret), kinds: ['permanent'] }
  const jti = secret.includes('.') ? await jwts.read(secret, 'access') : undefined
  return jti === undefined ? undefined : { tokenHash: hashToken(jti), kinds: ['jwt'] }
}
