import type { User } from '@hyperion/domain/users'
import type { SessionKind } from '@hyperion/ports/users'

/** Who makes a request. */
export interface Principal {
  readonly user: User
  readonly kind: SessionKind
  readonly tokenHash: string
  /** When the session ends by itself, epoch ms. */
  readonly expiresAt: number
}
