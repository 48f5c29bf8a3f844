import { isIPv6 } from 'node:net'
import type { Clock } from '@hyperion/ports/clock'
import { RateLimiter, type RateState, tightest } from './rate-limit.ts'

const ATTEMPTS = { limit: 5, windowMs: 60_000 } as const
const NAME_MAX = 150
const KNOWN_MAX = 10_000

/** Who tries to sign in. */
export interface Attempt {
  readonly username: string
  readonly address: string
}

/**
 * Five attempts to sign in a minute, successful or not, for each account and for each address.
 *
 * Where an account has signed in before (since the hub's start) it has five a minute to itself, outside of both counts:
 * neither a stranger who tries its name elsewhere nor one who tries other names from behind the same address locks it out.
 * Strangers together have five tries a minute at an account, and one of them five at all accounts that are strange to him.
 */
export class SignInLimits {
  readonly #accounts: RateLimiter
  readonly #addresses: RateLimiter
  readonly #pairs: RateLimiter
  /** Accounts with an address that they signed in from, in order of the last time. */
  readonly #known = new Set<string>()

  constructor(clock: Clock) {
    this.#accounts = new RateLimiter(ATTEMPTS, clock)
    this.#addresses = new RateLimiter(ATTEMPTS, clock)
    this.#pairs = new RateLimiter(ATTEMPTS, clock)
  }

  /** Counts an attempt unless one of its counts is used up: then the state has a wait. */
  take(attempt: Attempt): RateState {
    const { account, address, pair } = keysOf(attempt)
    if (this.#known.has(pair)) return this.#pairs.take(pair)
    const before = tightest(this.#pairs.peek(pair), this.#accounts.peek(account), this.#addresses.peek(address))
    if (before.waitMs > 0) return before
    return tightest(this.#pairs.take(pair), this.#accounts.take(account), this.#addresses.take(address))
  }

  /** Notes that an attempt was the account's own. */
  succeeded(attempt: Attempt): void {
    const { pair } = keysOf(attempt)
    this.#known.delete(pair)
    this.#known.add(pair)
    const [oldest] = this.#known
    if (oldest !== undefined && this.#known.size > KNOWN_MAX) this.#known.delete(oldest)
  }
}

function keysOf({ username, address }: Attempt): { account: string; address: string; pair: string } {
  const account = username.slice(0, NAME_MAX)
  const network = networkOf(address)
  return { account, address: network, pair: `${network} ${account}` }
}

/** An IPv4 address, or the /64 of an IPv6 one, all of which one subscriber has. */
export function networkOf(address: string): string {
  const plain = address.split('%', 1)[0] as string
  if (!isIPv6(plain)) return plain
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(canonical)
  if (mapped) return mapped.slice(1).flatMap(bytesOf).join('.')
  const [head = '', tail = ''] = canonical.split('::')
  const [left, right] = [groupsOf(head), groupsOf(tail)]
  const between = Array<string>(8 - left.length - right.length).fill('0')
  return `${[...left, ...between, ...right].slice(0, 4).join(':')}::/64`
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':')
}

function bytesOf(group: string): number[] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 255]
}
