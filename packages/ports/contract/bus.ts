import type { Bus } from '@hyperion/ports/bus'
import { eventually } from '@hyperion/testkit/eventually'
import { beforeEach, describe, expect, it, vi } from 'vitest'

/** Messages may take a while to arrive: some buses go over a network. */
export function busContract(name: string, make: () => Promise<{ bus: Bus; close(): Promise<void> }>): void {
  describe(`${name} as Bus`, () => {
    let bus: Bus

    beforeEach(async () => {
      const made = await make()
      bus = made.bus
      return () => made.close()
    })

    const note = (at: number) => ({ at, level: 'info', message: `number ${at}` }) as const

    it('brings a message to every subscriber of its topic, in order', async () => {
      const [one, two, other] = [vi.fn(), vi.fn(), vi.fn()]
      bus.subscribe('notification', one)
      bus.subscribe('notification', two)
      bus.subscribe('live', other)
      for (let i = 0; i < 5; i++) bus.publish('notification', note(i))
      for (const seen of [one, two]) {
        await eventually(() => expect(seen.mock.calls.map(([message]) => message)).toEqual([0, 1, 2, 3, 4].map(note)))
      }
      expect(other).not.toHaveBeenCalled()
    })

    it('keeps nothing for those who come later', async () => {
      bus.publish('notification', note(1))
      const late = vi.fn()
      bus.subscribe('notification', late)
      bus.publish('notification', note(2))
      await eventually(() => expect(late).toHaveBeenCalledExactlyOnceWith(note(2)))
    })

    it('brings a report whole, unsupported values included', async () => {
      const seen = vi.fn()
      bus.subscribe('live', seen)
      const message = { host: 7, report: { at: 1, readings: [{ group: 'core', instance: '0', values: [12.5, null] }] } } as const
      bus.publish('live', message)
      await eventually(() => expect(seen).toHaveBeenCalledExactlyOnceWith(message))
    })

    it('brings nothing more after the subscription ended, once or twice', async () => {
      const [gone, still] = [vi.fn(), vi.fn()]
      const end = bus.subscribe('notification', gone)
      bus.subscribe('notification', still)
      end()
      end()
      bus.publish('notification', note(1))
      await eventually(() => expect(still).toHaveBeenCalledOnce())
      expect(gone).not.toHaveBeenCalled()
    })

    it('counts two subscriptions of one function as two', async () => {
      const seen = vi.fn()
      const end = bus.subscribe('notification', seen)
      bus.subscribe('notification', seen)
      end()
      bus.publish('notification', note(1))
      await eventually(() => expect(seen).toHaveBeenCalledExactlyOnceWith(note(1)))
    })

    it('harms neither publisher nor others when a subscriber throws or leaves', async () => {
      const seen = vi.fn()
      const end = bus.subscribe('notification', () => {
        end()
        throw new Error('careless')
      })
      bus.subscribe('notification', seen)
      bus.publish('notification', note(1))
      bus.publish('notification', note(2))
      await eventually(() => expect(seen).toHaveBeenCalledTimes(2))
    })
  })
}
