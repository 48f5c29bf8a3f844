import { METRICS } from '@hyperion/domain/metrics'
import { TestClock } from '@hyperion/testkit/clock'
import { sampleReport } from '@hyperion/testkit/live-host'
import { openTestMetrics } from '@hyperion/testkit/metrics'
import { expect, it } from 'vitest'
import type { HostView } from '../../hosts/index.ts'
import { CountedMetricStore, LatestReports } from '../../metrics/index.ts'
import { Exposition } from './exposition.ts'
import { familyName } from './host-families.ts'
import { RequestCounts } from './request-counts.ts'

const STALL_MS = 20
const HOSTS = 1000

function host(id: number): HostView {
  const status = {
    name: `web-${id}`,
    inventory: null,
    online: true,
    lastSeen: 0,
    intervalMs: 15_000,
    ownInterval: false,
    troubles: [],
    lacks: [],
  }
  return { id, name: `web-${id}`, kind: 'agent', createdAt: 0, tags: [], status }
}

it('names every metric of the catalog once, as promtool wants them', () => {
  const names = METRICS.map(familyName)
  expect(new Set(names).size).toBe(METRICS.length)
  for (const [i, { kind }] of METRICS.entries()) expect([names[i], names[i]?.endsWith('_total')]).toEqual([names[i], kind === 'counter'])
  expect(names).toEqual(
    expect.arrayContaining(['hyperion_host_temperature_celsius', 'hyperion_host_filesystem_inodes', 'hyperion_host_system_uptime_seconds']),
  )
})

it('shows a thousand hosts without holding anybody up', async () => {
  const clock = new TestClock()
  const latest = new LatestReports()
  const hosts = Array.from({ length: HOSTS }, (_, i) => host(i + 1))
  for (const { id } of hosts) latest.note(id, sampleReport({ at: clock.now() }))
  const store = await openTestMetrics(1, [])
  const exposition = new Exposition({
    version: '0.1.0',
    hosts: { list: async () => hosts },
    latest,
    metrics: new CountedMetricStore(store),
    deliveries: { counts: async () => ({ queued: 0, sent: 1, failed: 0 }) },
    alerts: { current: async () => [] },
    requests: new RequestCounts(),
    agentsConnected: () => HOSTS,
    degraded: () => [],
    clock,
  })
  const read = async (): Promise<{ bytes: number; longest: number }> => {
    let bytes = 0
    let longest = 0
    let before = process.cpuUsage()
    for await (const piece of exposition.pieces()) {
      const { user, system } = process.cpuUsage(before)
      longest = Math.max(longest, (user + system) / 1000)
      bytes += piece.length
      before = process.cpuUsage()
    }
    return { bytes, longest }
  }
  // The first time is the compiler's.
  await read()
  const { bytes, longest } = await read()
  exposition.close()
  await store.close()
  expect(bytes).toBeGreaterThan(5_000_000)
  expect(longest).toBeLessThan(STALL_MS)
})
