import type { Principal } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enforce, type Rate, RateLimiter } from './rate-limit.ts'

const MINUTE = 60_000

/** Requests that each token may make. */
export interface RequestRates {
  readonly reads: Rate
  /** Counted with the reads when left out. */
  readonly writes?: Rate
}

/** As the Hyperion and PerfAnalysis documents say. */
const MINUTELY: RequestRates = { reads: { limit: 100, windowMs: MINUTE }, writes: { limit: 20, windowMs: MINUTE } }

/** As the IMAS document says. */
export const HOURLY: RequestRates = { reads: { limit: 1000, windowMs: 60 * MINUTE } }

/** What the API documents, for each token and API key. The web app's own requests, by cookie, are not counted. */
export class RequestLimits {
  readonly #reads: RateLimiter
  readonly #writes: RateLimiter

  constructor(clock: Clock, { reads, writes }: RequestRates = MINUTELY) {
    this.#reads = new RateLimiter(reads, clock)
    this.#writes = writes ? new RateLimiter(writes, clock) : this.#reads
  }

  /** Counts a request; throws `rate_limited` when it is one too many. */
  count(request: FastifyRequest, reply: FastifyReply, { kind, tokenHash }: Principal): void {
    if (kind === 'cookie') return
    const limiter = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) ? this.#reads : this.#writes
    enforce(limiter.take(tokenHash), reply)
  }
}
