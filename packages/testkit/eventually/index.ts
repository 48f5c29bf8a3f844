import { vi } from 'vitest'

/**
 * Tries again until `what` no longer throws, and gives what it made. Waits as long as `expect.poll` does (`vitest.config.ts`): a
 * busy machine takes many times longer than a free one.
 */
export const eventually = <T>(what: () => T | Promise<T>): Promise<T> => vi.waitFor(what, { timeout: 60_000, interval: 20 })
