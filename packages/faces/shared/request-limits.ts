import type { Principal } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enforce, RateLimiter } from './rate-limit.ts'

const MINUTE = 60_000
const READS = { limit: 100, windowMs: MINUTE } as const
const WRITES = { limit: 20, windowMs: MINUTE } as const

/** What the API documents: reads and writes a minute for each token. The web app's own requests, by cookie, are not counted. */
export class RequestLimits {
  readonly #reads: RateLimiter
  readonly #writes: RateLimiter

  constructor(clock: Clock) {
    this.#reads = new RateLimiter(READS, clock)
    this.#writes = new RateLimiter(WRITES, clock)
  }

  /** Counts a request; throws `rate_limited` when it is one too many. */
  count(request: FastifyRequest, reply: FastifyReply, { kind, tokenHash }: Principal): void {
    if (kind !== 'token') return
    const limiter = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? this.#reads : this.#writes
    enforce(limiter.take(tokenHash), reply)
  }
}
