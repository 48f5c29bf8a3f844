import type { Clock } from '@hyperion/ports/clock'
import { errors, jwtVerify, SignJWT } from 'jose'

/** What a JWT may be used for: each for one thing alone. */
export type JwtUse = 'access' | 'refresh'

/** The session that a JWT stands for. */
export interface JwtSession {
  /** Of the session; only its hash is stored. */
  readonly secret: string
  readonly userId: number
  /** Epoch ms. */
  readonly expiresAt: number
}

const ISSUER = 'hyperion'
const ALGORITHM = 'HS256'
const ACCESS_MS = 15 * 60_000

/**
 * The JWTs of the PerfAnalysis document. They prove nothing by themselves: each names a session, and ends with it.
 */
export class Jwts {
  readonly #key: Buffer
  readonly #clock: Clock

  constructor(key: Buffer, clock: Clock) {
    this.#key = key
    this.#clock = clock
  }

  issue({ secret, userId, expiresAt }: JwtSession, use: JwtUse): Promise<string> {
    const now = this.#clock.now()
    const end = use === 'access' ? Math.min(now + ACCESS_MS, expiresAt) : expiresAt
    return new SignJWT({ token_type: use, user_id: userId })
      .setProtectedHeader({ typ: 'JWT', alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setJti(secret)
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(end))
      .sign(this.#key)
  }

  /** The secret of the session that a JWT for that use names; undefined when it is forged, expired or for another use. */
  async read(text: string, use: JwtUse): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(text, this.#key, {
        algorithms: [ALGORITHM],
        typ: 'JWT',
        issuer: ISSUER,
        requiredClaims: ['exp', 'jti'],
        currentDate: new Date(this.#clock.now()),
      })
      return payload.token_type === use ? payload.jti : undefined
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
