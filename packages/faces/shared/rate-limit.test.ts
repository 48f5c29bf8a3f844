import type { Clock } from '@hyperion/ports/clock'
import { TestClock } from '@hyperion/testkit/clock'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RateLimiter, tightest } from './rate-limit.ts'
import { networkOf, SignInLimits } from './sign-in-limits.ts'

const WINDOW = 60_000

/** A clock that may be set back. */
function adjustableClock(start: number): Clock & { set(at: number): void } {
  let now = start
  return {
    now: () => now,
    after: () => () => {},
    set: (at) => {
      now = at
    },
  }
}

describe('RateLimiter', () => {
  it('never admits more than its limit in any window, and admits again once the oldest is past', () => {
    const step = fc.record({ wait: fc.nat(WINDOW), key: fc.constantFrom('a', 'b') })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.array(step, { maxLength: 80 }), (limit, steps) => {
        const clock = adjustableClock(1_000_000)
        const limiter = new RateLimiter({ limit, windowMs: WINDOW }, clock)
        const admitted: Record<string, number[]> = { a: [], b: [] }
        for (const { wait, key } of steps) {
          const now = clock.now() + wait
          clock.set(now)
          const recent = (admitted[key] as number[]).filter((at) => at > now - WINDOW)
          const state = limiter.take(key)
          expect(state.waitMs).toBe(recent.length < limit ? 0 : (recent[0] as number) + WINDOW - now)
          expect(state.remaining).toBe(Math.max(0, limit - recent.length - 1))
          if (state.waitMs === 0) admitted[key]?.push(now)
        }
      }),
    )
  })

  it('never admits more when the clock is set back, and never waits longer than a window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e7, max: WINDOW / 4 }), { maxLength: 60 }), (steps) => {
        const clock = adjustableClock(1e9)
        const limiter = new RateLimiter({ limit: 3, windowMs: WINDOW }, clock)
        const admitted: number[] = []
        let passed = 0
        for (const step of steps) {
          clock.set(clock.now() + step)
          passed += Math.max(0, step)
          const { waitMs, resetAt } = limiter.take('a')
          expect(waitMs).toBeLessThanOrEqual(WINDOW)
          expect(resetAt).toBeLessThanOrEqual(clock.now() + WINDOW)
          if (waitMs === 0) admitted.push(passed)
          expect(admitted.filter((at) => at > passed - WINDOW).length).toBeLessThanOrEqual(3)
        }
      }),
    )
  })

  it('does not count what it refused', async () => {
    const clock = new TestClock()
    const limiter = new RateLimiter({ limit: 1, windowMs: WINDOW }, clock)
    expect(limiter.take('a')).toMatchObject({ limit: 1, remaining: 0, waitMs: 0, resetAt: clock.now() + WINDOW })
    await clock.advance(WINDOW - 1)
    expect(limiter.take('a')).toMatchObject({ remaining: 0, waitMs: 1, resetAt: clock.now() + 1 })
    await clock.advance(1)
    expect(limiter.take('a').waitMs).toBe(0)
  })

  it('remembers so many keys and forgets the one unused for longest', () => {
    const limiter = new RateLimiter({ limit: 1, windowMs: WINDOW }, new TestClock(), 3)
    for (const key of ['a', 'b', 'c', 'd']) limiter.take(key)
    const waits = ['a', 'b', 'c', 'd'].map((key) => limiter.peek(key).waitMs > 0)
    expect(waits).toEqual([false, true, true, true])
  })
})

it('finds the tightest of several states', () => {
  const state = (remaining: number, waitMs: number) => ({ limit: 5, remaining, waitMs, resetAt: 0 })
  expect(tightest(state(3, 0), state(1, 0), state(2, 0))).toEqual(state(1, 0))
  expect(tightest(state(0, 10), state(0, 30), state(4, 0))).toEqual(state(0, 30))
})

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['', ''],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network))

  it('takes every address of a /64 for one', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
    fc.assert(
      fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), fc.array(group, { minLength: 8, maxLength: 8 }), (net, hosts) => {
        const first = networkOf([...net, ...hosts.slice(0, 4)].join(':'))
        const mapped = net.every((each) => each === '0')
        expect(mapped || first === networkOf([...net, ...hosts.slice(4)].join(':'))).toBe(true)
      }),
    )
  })
})

describe('SignInLimits', () => {
  const HERE = '192.0.2.1'

  function attempts(limits: SignInLimits, count: number, username: (i: number) => string, address: (i: number) => string): number {
    return Array.from({ length: count }, (_, i) => limits.take({ username: username(i), address: address(i) })).filter(
      ({ waitMs }) => waitMs === 0,
    ).length
  }

  it.each([
    { name: 'one account from one address', username: () => 'ada', address: () => HERE },
    { name: 'one account from many addresses', username: () => 'ada', address: (i: number) => `192.0.2.${i}` },
    { name: 'many accounts from one address', username: (i: number) => `user${i}`, address: () => HERE },
    { name: 'many accounts from one IPv6 network', username: (i: number) => `user${i}`, address: (i: number) => `2001:db8::${i}` },
  ])('admits five a minute: $name', async ({ username, address }) => {
    const clock = new TestClock()
    const limits = new SignInLimits(clock)
    expect(attempts(limits, 20, username, address)).toBe(5)
    await clock.advance(WINDOW)
    expect(attempts(limits, 20, username, address)).toBe(5)
  })

  it('counts successes too: the first makes no sixth', () => {
    const limits = new SignInLimits(new TestClock())
    expect(limits.take({ username: 'ada', address: HERE }).remaining).toBe(4)
    limits.succeeded({ username: 'ada', address: HERE })
    expect(
      attempts(
        limits,
        9,
        () => 'ada',
        () => HERE,
      ),
    ).toBe(4)
  })

  it('locks nobody out where he has signed in before, nor gives strangers there more', async () => {
    const clock = new TestClock()
    const limits = new SignInLimits(clock)
    const ada = { username: 'ada', address: HERE }
    limits.take(ada)
    limits.succeeded(ada)
    await clock.advance(WINDOW)
    // Someone behind the same address, and many elsewhere who try her name.
    expect(
      attempts(
        limits,
        20,
        (i) => `user${i}`,
        () => HERE,
      ),
    ).toBe(5)
    expect(
      attempts(
        limits,
        20,
        () => 'ada',
        (i) => `198.51.100.${i}`,
      ),
    ).toBe(5)
    expect(
      attempts(
        limits,
        20,
        () => 'ada',
        () => HERE,
      ),
    ).toBe(5)
    expect(
      attempts(
        limits,
        20,
        () => 'bob',
        () => HERE,
      ),
    ).toBe(0)
  })
})
