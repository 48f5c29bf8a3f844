import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { FastifyReply } from 'fastify'

export interface Rate {
  /** So many in any window. */
  readonly limit: number
  readonly windowMs: number
}

/** How much of a rate one key has left. */
export interface RateState {
  readonly limit: number
  readonly remaining: number
  /** When the next one becomes free, epoch ms. */
  readonly resetAt: number
  /** Until then, ms; 0 while some remain. */
  readonly waitMs: number
}

/** As the IMAS document says, for each token. */
export const WEBHOOKS: Rate = { limit: 100, windowMs: 60_000 }

/** Keys remembered at a time; beyond, the one unused for longest is forgotten first. */
const KEYS_MAX = 10_000

/** Admits at most `limit` in any window of time for each key. Refused ones do not count. */
export class RateLimiter {
  readonly #rate: Rate
  readonly #clock: Clock
  readonly #keysMax: number
  /** Instants of what was admitted, oldest first; keys in order of their last use. */
  readonly #admitted = new Map<string, number[]>()
  #lastNow = Number.NEGATIVE_INFINITY
  /** What was added to the clock for its steps backward. */
  #offset = 0

  constructor(rate: Rate, clock: Clock, keysMax = KEYS_MAX) {
    this.#rate = rate
    this.#clock = clock
    this.#keysMax = keysMax
  }

  /** What is left, without taking of it. */
  peek(key: string): RateState {
    return this.#state(this.#current(key, this.#monotonic()), this.#lastNow)
  }

  /** Takes one if there is one left; `waitMs` of the state before it tells. */
  take(key: string): RateState {
    const now = this.#monotonic()
    const times = this.#current(key, now)
    const before = this.#state(times, now)
    if (before.waitMs > 0) return before
    times.push(now)
    this.#admitted.delete(key)
    this.#admitted.set(key, times)
    this.#forget(now)
    return { ...this.#state(times, now), waitMs: 0 }
  }

  #current(key: string, now: number): number[] {
    const times = this.#admitted.get(key) ?? []
    const begin = now - this.#rate.windowMs
    const expired = times.findIndex((at) => at > begin)
    return expired < 0 ? [] : times.slice(expired)
  }

  #state(times: readonly number[], now: number): RateState {
    const { limit, windowMs } = this.#rate
    const remaining = limit - times.length
    const resetAt = (times[0] ?? now) + windowMs
    return { limit, remaining, resetAt: resetAt - this.#offset, waitMs: remaining > 0 ? 0 : resetAt - now }
  }

  /** A clock set back neither opens nor prolongs a window. */
  #monotonic(): number {
    const now = this.#clock.now() + this.#offset
    if (now < this.#lastNow) this.#offset += this.#lastNow - now
    this.#lastNow = Math.max(this.#lastNow, now)
    return this.#lastNow
  }

  #forget(now: number): void {
    for (const [key, times] of this.#admitted) {
      const over = (times.at(-1) ?? 0) <= now - this.#rate.windowMs
      if (!over && this.#admitted.size <= this.#keysMax) return
      this.#admitted.delete(key)
    }
  }
}

const SECOND = 1000

/** Tells the client what it has left, and refuses with `rate_limited` where that is nothing. */
export function enforce(state: RateState, reply: FastifyReply): void {
  reply.headers({
    'x-ratelimit-limit': state.limit,
    'x-ratelimit-remaining': state.remaining,
    'x-ratelimit-reset': Math.ceil(state.resetAt / SECOND),
  })
  if (state.waitMs > 0) {
    throw new DomainError('rate_limited', 'too many requests', { retryAfter: Math.ceil(state.waitMs / SECOND) })
  }
}

/** The one that leaves least. */
export function tightest(first: RateState, ...others: readonly RateState[]): RateState {
  return others.reduce((least, each) => (each.waitMs > least.waitMs || each.remaining < least.remaining ? each : least), first)
}
