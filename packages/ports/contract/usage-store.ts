import type { UsageStore } from '@hyperion/ports/usage'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)

export function usageStoreContract(name: string, make: () => Promise<{ usage: UsageStore; close(): Promise<void> }>): void {
  describe(`${name} as UsageStore`, () => {
    let usage: UsageStore

    beforeEach(async () => {
      const made = await make()
      usage = made.usage
      return () => made.close()
    })

    it('keeps percentages to the last bit, newest first, at most the limit', async () => {
      const samples = [0.1 + 0.2, 100, 0].map((each, i) => ({ at: NOW + i, usage: each }))
      for (const sample of samples) await usage.addCpu(sample)
      await usage.addMemory({ at: NOW, usage: 1 / 3 })
      expect(await usage.cpu(9)).toEqual(samples.toReversed())
      expect(await usage.cpu(1)).toEqual([{ at: NOW + 2, usage: 0 }])
      expect(await usage.memory(9)).toEqual([{ at: NOW, usage: 1 / 3 }])
    })

    it('keeps sizes beyond four gigabytes exactly', async () => {
      const network = { at: NOW, interface: 'enp3s0', received: 2 ** 53 - 1, sent: 0 }
      const storage = { at: NOW, mountPoint: '/mnt/été', total: 2 ** 50 + 1, used: 2 ** 49, free: 2 ** 49 + 1 }
      await usage.addNetwork([network, { ...network, interface: 'wlan0' }])
      await usage.addStorage([storage])
      expect(await usage.network(9)).toEqual([network, { ...network, interface: 'wlan0' }])
      expect(await usage.storage(9)).toEqual([storage])
    })

    it('takes no rows at all', async () => {
      await usage.addNetwork([])
      await usage.addStorage([])
      expect(await usage.network(1)).toEqual([])
      expect(await usage.storage(1)).toEqual([])
    })

    it('deletes what is older than asked, from every table', async () => {
      for (const at of [NOW - 1, NOW]) {
        await usage.addCpu({ at, usage: 1 })
        await usage.addMemory({ at, usage: 1 })
        await usage.addNetwork([{ at, interface: 'a', received: 1, sent: 1 }])
        await usage.addStorage([{ at, mountPoint: '/', total: 2, used: 1, free: 1 }])
      }
      await usage.deleteBefore(NOW)
      const left = await Promise.all([usage.cpu(9), usage.memory(9), usage.network(9), usage.storage(9)])
      expect(left.map((rows) => rows.map((row) => row.at))).toEqual([[NOW], [NOW], [NOW], [NOW]])
    })
  })
}
