import type { MetricStore } from '@hyperion/ports/metric-store'

const DAY = 86_400_000

/** Ten days of history of one host, of which a shorter retention would take away half. */
export function sampleStorage(now: number, host: number): Pick<MetricStore, 'usage' | 'foresee'> {
  const usage = {
    host,
    values: 1_000_000,
    bytes: { raw: 700_000, fine: 0, coarse: 0, times: 1_000 },
    journalBytes: 9_000,
    first: now - 10 * DAY,
    last: now - 15_000,
    daily: { raw: 70_000, fine: null, coarse: null, times: 100, values: 100_000 },
  }
  const loss = { host, droppedBytes: 0, droppedDays: 0, thinnedValues: 500_000, thinnedDays: 5, thinnedBytes: 350_000 }
  return {
    usage: async () => ({
      values: usage.values,
      blockBytes: 701_000,
      totalBytes: 710_000,
      databaseBytes: 2_000_000,
      freeBytes: 100_000,
      damagedBlocks: 0,
      hosts: [usage],
      forgetting: [],
    }),
    foresee: async (_, { standard, hosts }) => ((hosts.get(host) ?? standard).rawDays < 10 ? [loss] : []),
  }
}
