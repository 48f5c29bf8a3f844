import type { Session } from '@hyperion/ports/users'

/** Past 2^32 and the year 2038, as real instants are. */
const NOW = Date.UTC(2040, 5, 1)

/** A session of a user that ends after a second; its id follows its hash. */
export function sampleSession(session: Pick<Session, 'userId' | 'tokenHash'> & Partial<Session>): Session {
  return {
    id: `id of ${session.tokenHash}`,
    kind: 'token',
    createdAt: NOW,
    expiresAt: NOW + 1000,
    lastSeenAt: NOW,
    address: '2001:db8::1',
    userAgent: 'curl/8.14',
    key: null,
    ...session,
  }
}
