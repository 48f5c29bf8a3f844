import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'

const MOST = 10
const WINDOW_MS = 10 * 60_000

/**
 * Ten wrong codes of a user in ten minutes, wherever they come from: six digits are few, and whoever may try them knows the
 * password already. In memory, for as many users as have a second factor.
 */
export class Attempts {
  readonly #failed = new Map<number, number[]>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts one that is about to be looked at; `DomainError('rate_limited')` when it is one too many. */
  begin(userId: number): void {
    const now = this.#clock.now()
    const recent = (this.#failed.get(userId) ?? []).filter((at) => at > now - WINDOW_MS)
    const [oldest = now] = recent
    if (recent.length >= MOST) {
      throw new DomainError('rate_limited', 'too many wrong codes', { retryAfter: Math.ceil((oldest + WINDOW_MS - now) / 1000) })
    }
    this.#failed.set(userId, [...recent, now])
  }

  succeeded(userId: number): void {
    this.#failed.delete(userId)
  }
}
