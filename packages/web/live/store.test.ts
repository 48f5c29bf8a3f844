import { metricsOf } from '@hyperion/wire/metrics'
import { describe, expect, it, vi } from 'vitest'
import { type LiveData, LiveStore, parseLiveMessage } from './store.ts'

const report = (at: number, cpu: number | null, received: number): LiveData => ({
  host: 1,
  at,
  readings: [
    { group: 'cpu', instance: '', values: metricsOf('cpu').map((metric) => (metric.id === 'cpu.usage' ? cpu : null)) },
    {
      group: 'network',
      instance: 'eth0',
      values: metricsOf('network').map((metric) => (metric.id === 'network.rx_bytes' ? received : null)),
    },
  ],
})

describe('LiveStore', () => {
  it('knows the newest values, and null for what is unsupported or absent', () => {
    const store = new LiveStore()
    expect(store.value('cpu.usage')).toBeNull()
    store.apply(report(1_000, 12, 0), 1_000)
    expect([store.value('cpu.usage'), store.value('cpu.user'), store.value('network.rx_bytes', 'eth1')]).toEqual([12, null, null])
    expect(store.instances('network')).toEqual(['eth0'])
  })

  it('leaves out a report that is not newer', () => {
    const store = new LiveStore()
    const listener = vi.fn()
    store.subscribe(listener)
    store.apply(report(2_000, 20, 0), 2_000)
    store.apply(report(1_000, 10, 0), 2_100)
    expect(store.value('cpu.usage')).toBe(20)
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('tells rates, none after a reset or a gap', () => {
    const store = new LiveStore()
    store.apply(report(1_000, 1, 500), 1_000)
    expect(store.rate('network.rx_bytes', 'eth0')).toBeNull()
    store.apply(report(3_000, 1, 1_500), 3_000)
    expect(store.rate('network.rx_bytes', 'eth0')).toBe(500)
    store.apply(report(4_000, 1, 10), 4_000)
    expect(store.rate('network.rx_bytes', 'eth0')).toBeNull()
    store.apply(report(60_000, 1, 2_000), 60_000)
    expect(store.rate('network.rx_bytes', 'eth0')).toBeNull()
  })

  it('means over the newest stretch only', () => {
    const store = new LiveStore()
    for (let second = 1; second <= 20; second++) store.apply(report(second * 1_000, second <= 10 ? 0 : 90, 0), second * 1_000)
    expect(store.recentMean('cpu.usage', 10_000)).toBe(90)
    expect(store.recentMean('cpu.user', 10_000)).toBeNull()
  })
})

describe('parseLiveMessage', () => {
  it.each(['', 'null', '[]', '{', '{"type":"report"}', '{"type":"later","data":{}}'])('takes %j for none of its kinds', (text) => {
    expect(parseLiveMessage(text)).toBeNull()
  })
})
