import type { ReachProbe } from '@hyperion/ports/reach'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

interface ReachProbeUnderTest {
  readonly probe: ReachProbe
  /** Addresses of machines: one that takes the connection, one that refuses it, one that drops it, and of none. */
  readonly open: string
  readonly refusing: string
  readonly dropping: string
  readonly absent: string
  close(): Promise<void>
}

/** Longer than any answer may take. */
const PATIENCE_MS = 10_000

export function reachProbeContract(name: string, make: () => Promise<ReachProbeUnderTest>): void {
  describe(`${name} as ReachProbe`, () => {
    let made: ReachProbeUnderTest

    beforeEach(async () => {
      made = await make()
    })
    afterEach(() => made.close())

    it('hears a machine that takes a connection, and one that refuses it', async () => {
      expect(await made.probe.ask(made.open)).toBe('answers')
      expect(await made.probe.ask(made.refusing)).toBe('answers')
    })

    it('hears nothing of one that drops what it gets, nor of one that is not there', { timeout: 2 * PATIENCE_MS }, async () => {
      expect(await made.probe.ask(made.dropping)).toBe('silent')
      expect(await made.probe.ask(made.absent)).toBe('silent')
    })

    it('asks nobody about what is no address', async () => {
      for (const address of ['', 'localhost', 'example.com', '300.1.1.1', '1.2.3.4; reboot', '::zz'])
        expect(await made.probe.ask(address)).toBe('silent')
    })

    it('asks many at once', async () => {
      const replies = await Promise.all(Array.from({ length: 50 }, (_, i) => made.probe.ask(i % 2 === 0 ? made.open : made.refusing)))
      expect(new Set(replies)).toEqual(new Set(['answers']))
    })
  })
}
