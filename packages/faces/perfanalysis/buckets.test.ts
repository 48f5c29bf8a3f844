import { type Report, reading } from '@hyperion/domain/metrics'
import type { MetricStore } from '@hyperion/ports/metric-store'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestMetrics } from '@hyperion/testkit/metrics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const TICK = 15_000
const COUNT = 400
const NOW = Date.UTC(2026, 0, 15, 12)

/** Four hundred ticks up to now: a user share that tells the tick, a disk that reads 10 bytes a tick, an interface 1000. */
function reports(): Report[] {
  return Array.from({ length: COUNT }, (_, i) => ({
    at: NOW - (COUNT - i) * TICK,
    readings: [
      reading('cpu', '', { user: i / 4 }),
      reading('disk', 'sda', { read_bytes: i * 10, read_ops: i, utilization: 5 }),
      reading('network', 'eth0', { rx_bytes: i * 1000, utilization: i / 4 }),
      reading('network', 'veth12ab', { rx_bytes: 1 }),
    ],
  }))
}

describe('more points than asked for', () => {
  let hub: TestApp
  let store: MetricStore
  let headers: Record<string, string>
  beforeAll(async () => {
    store = await openTestMetrics(1, reports())
    hub = await testApp({ clock: new TestClock(NOW), metrics: store })
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(async () => {
    await hub.close()
    await store.close()
  })
  const get = async (path: string) => (await hub.app.inject({ url: `/dashboard/api/collectors/1/${path}`, headers })).json()

  it('come as averages between their least and their greatest', async () => {
    const { timestamps, user, min, max, bucket_seconds } = await get('cpu/?hours=24&points=60')
    expect([bucket_seconds, timestamps.length]).toEqual([120, 50])
    expect([timestamps[0], user[0], min.user[0], max.user[0]]).toEqual(['2026-01-15T10:20:00Z', 0.9, 0, 1.8])
  })

  it('come as amounts of an average sample for disks, and as the last value for what is cumulative', async () => {
    const { devices } = await get('disk/?hours=24&points=60')
    expect(devices).toMatchObject([{ name: 'sda', min: { utilization: expect.any(Array) } }])
    expect([devices[0].read_bytes[0], devices[0].read_bytes[7], devices[0].max.read_bytes[7]]).toEqual([10, 10, 10])
    const { interfaces } = await get('network/?hours=24&points=60')
    expect(interfaces.map(({ name }: { name: string }) => name)).toEqual(['eth0'])
    expect([interfaces[0].rx_bytes[0], interfaces[0].rx_bytes[49]]).toEqual([7000, 399_000])
    expect(Object.keys(interfaces[0].max)).toEqual(['utilization'])
  })

  it('come all the same when asked for as stored', async () => {
    const answer = await get('cpu/?hours=24&points=1&resolution=raw')
    expect([answer.timestamps.length, answer.user.at(-1), answer.bucket_seconds]).toEqual([COUNT, 99.8, undefined])
  })

  it('tell statistics of amounts', async () => {
    const { disk, network } = await get('stats/?hours=24')
    expect(disk.sda).toMatchObject({ read_ops: { min: 1, max: 1, p50: 1 }, write_ops: { max: null } })
    expect(network).toMatchObject({ eth0: { rx_bytes: { min: 1000, max: 1000, avg: 1000, stddev: 0, current: 1000, p100: 1000 } } })
    expect(Object.keys(network)).toEqual(['eth0'])
  })
})

it('says when damage was skipped', async () => {
  const read: MetricStore['read'] = async ({ metrics }) => ({
    times: new Float64Array(),
    columns: metrics.map((metric) => ({ metric, values: new Float64Array(), present: new Uint8Array() })),
    bucket: 0,
    damaged: true,
  })
  const hub = await testApp({ metrics: { read, statistics: async () => [], series: async () => [] } })
  const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  expect((await hub.app.inject({ url: '/dashboard/api/collectors/1/cpu/', headers })).json()).toMatchObject({
    timestamps: [],
    damaged: true,
  })
  await hub.close()
})
