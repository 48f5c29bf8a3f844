import type { User } from '@hyperion/domain/users'
import type { SessionKind } from '@hyperion/ports/users'

/** Who makes a request. */
export interface Principal {
  /** With the role that counts here: an API key may have a lesser one than its user. */
  readonly user: User
  readonly kind: SessionKind
  readonly tokenHash: string
  /** What the session is called in lists; no secret. */
  readonly sessionId: string
  /** When the session ends by itself, epoch ms. */
  readonly expiresAt: number
}
