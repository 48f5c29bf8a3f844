import type { GroupId, Report } from '@hyperion/domain/metrics'
import { metricValue, readingsOf } from '@hyperion/domain/metrics'
import { TestClock } from '@hyperion/testkit/clock'
import { describe, expect, it } from 'vitest'
import { createSampler } from '../sampler.ts'
import type { Inventory } from './inventory.ts'
import { createPortablePlatform, type OperatingSystem } from './portable.ts'

const GIB = 1024 ** 3

function core(user: number, idle: number) {
  return { model: ' Apple M2 ', speed: 0, times: { user, nice: 0, sys: 0, idle, irq: 0 } }
}

function machine(name: 'darwin' | 'win32', overrides: Partial<Inventory> = {}) {
  const clock = new TestClock()
  const log: string[] = []
  let cpus = [core(0, 0), core(0, 0)]
  const system: OperatingSystem = {
    cpus: () => cpus,
    loadavg: () => [1, 2, 3],
    totalmem: () => 16 * GIB,
    freemem: () => GIB,
    uptime: () => 100,
    hostname: () => 'mac',
    machine: () => 'arm64',
    release: () => '23.1.0',
    type: () => 'Darwin',
    platform: () => name,
    networkInterfaces: () => ({
      en0: [{ family: 'IPv4', address: '192.0.2.5', netmask: '', mac: 'aa:bb:cc:dd:ee:ff', internal: false, cidr: null }],
    }),
  }
  const inventory: Inventory = {
    fsSize: async () => [{ fs: '/dev/disk1', type: 'APFS', size: 1000, used: 250, available: 750, mount: '/' }],
    mem: async () => ({ available: 12 * GIB, cached: 0, buffers: 0, swaptotal: 10, swapused: 4 }),
    networkStats: async () => [{ iface: 'en0', rx_bytes: 5, tx_bytes: 6, rx_errors: 0, tx_errors: 1 }],
    networkInterfaces: async () => [
      { iface: 'en0', speed: 1000, operstate: 'up', virtual: false, internal: false, mac: 'aa:bb:cc:dd:ee:ff' },
    ],
    osInfo: async () => ({ distro: 'macOS', release: '14.1' }),
    processes: async () => ({
      list: [
        {
          pid: 1,
          parentPid: 0,
          name: 'launchd',
          command: '/sbin/launchd',
          params: '',
          user: 'root',
          state: 'sleeping',
          cpu: 10,
          memRss: 1024,
          started: '2026-01-15 10:00:00',
        },
        {
          pid: 9,
          parentPid: 1,
          name: 'dead',
          command: '',
          params: '',
          user: 'ann',
          state: 'zombie',
          cpu: 0,
          memRss: 0,
          started: 'unknown',
        },
      ],
    }),
    services: async () => [
      { name: 'ssh', running: true, startmode: 'Auto' },
      { name: 'print', running: false, startmode: 'Manual' },
      { name: 'other', running: false, startmode: '' },
    ],
    ...overrides,
  }
  const platform = createPortablePlatform({ clock, log: (message) => log.push(message), system, inventory })
  const sampler = createSampler(platform.createCollectors(), (message) => log.push(message))
  const sample = (): Report => ({ at: clock.now(), readings: sampler.sample(clock.now()) })
  return { clock, log, platform, sample, setCpus: (now: typeof cpus) => (cpus = now) }
}

describe('the portable platform', () => {
  it('takes the processor from Node, each core too, and leaves out what is not told apart', () => {
    const { sample, setCpus } = machine('darwin')
    sample()
    setCpus([core(100, 0), core(0, 100)])
    const report = sample()
    expect(metricValue(report, 'cpu.usage')).toBe(50)
    expect(metricValue(report, 'cpu.user')).toBe(50)
    expect(metricValue(report, 'cpu.iowait')).toBeNull()
    expect(readingsOf(report, 'core').map(({ values }) => values[0])).toEqual([100, 0])
  })

  it('has what the library tells once it has answered, and nothing in the place of what is unsupported', async () => {
    const { sample, platform, clock } = machine('darwin')
    expect(readingsOf(sample(), 'filesystem')).toEqual([])
    expect(metricValue(sample(), 'memory.available')).toBe(GIB)
    await platform.refresh(clock.now())
    const report = sample()
    expect(metricValue(report, 'memory.usage')).toBe(25)
    expect(metricValue(report, 'memory.cached')).toBeNull()
    expect(metricValue(report, 'filesystem.usage', '/')).toBe(25)
    expect(metricValue(report, 'filesystem.inodes_total', '/')).toBeNull()
    expect(metricValue(report, 'network.tx_bytes', 'en0')).toBe(6)
    expect(metricValue(report, 'network.rx_packets', 'en0')).toBeNull()
    expect(metricValue(report, 'processes.zombie')).toBe(1)
    const absent: GroupId[] = ['disk', 'connections', 'pressure', 'temperature']
    for (const group of absent) expect(readingsOf(report, group)).toEqual([])
    expect(platform.info()).toMatchObject({
      hostname: 'mac',
      os: { name: 'macOS', version: '14.1', architecture: 'arm64', kernel: '23.1.0' },
      cpu: { model: 'Apple M2', cores: 2 },
    })
    expect(platform.interfaces()).toEqual([
      { name: 'en0', ipv4: ['192.0.2.5'], ipv6: [], mac: 'AA:BB:CC:DD:EE:FF', speed: 1e9, up: true, virtual: false },
    ])
    expect(platform.mounts()).toEqual([{ mount: '/', device: '/dev/disk1', type: 'APFS', stuck: false }])
    expect(platform.isVirtual('en0')).toBe(false)
  })

  it('has no load on Windows, and one core as 100 in its processes', async () => {
    const { sample, platform } = machine('win32')
    expect(readingsOf(sample(), 'load')).toEqual([])
    const table = await platform.processes()
    expect(table.processes[0]).toMatchObject({ cpuPercent: 20, memoryBytes: 1024 * 1024, command: '/sbin/launchd' })
    expect(table.processes[1]).toMatchObject({ command: '[dead]', state: 'zombie', startedAt: table.at })
    expect(await platform.processes()).toBe(table)
  })

  it('tells services and whether they start by themselves', async () => {
    const { platform } = machine('win32')
    expect((await platform.units()).map(({ name, state, enabled }) => [name, state, enabled])).toEqual([
      ['ssh', 'running', true],
      ['print', 'stopped', false],
      ['other', 'stopped', null],
    ])
  })

  it('goes on when the library fails, saying so once', async () => {
    const { platform, log, clock, sample } = machine('darwin', { mem: () => Promise.reject(new Error('vm_stat: not found')) })
    await platform.refresh(clock.now())
    await platform.refresh(clock.now() + 60_000)
    expect(log).toEqual(['memory cannot be read: vm_stat: not found'])
    expect(metricValue(sample(), 'memory.available')).toBe(GIB)
  })
})
