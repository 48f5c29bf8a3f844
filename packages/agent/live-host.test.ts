import { DomainError } from '@hyperion/domain/errors'
import type { ProcessSnapshot } from '@hyperion/domain/hosts'
import { type GroupId, METRICS, metricValue, type Reading, type Report, reading } from '@hyperion/domain/metrics'
import { TestClock } from '@hyperion/testkit/clock'
import { describe, expect, it } from 'vitest'
import { COLLECTORS, type Collect } from './collectors/index.ts'
import { createLocalHost, type LocalHostOptions } from './live-host.ts'
import type { Platform } from './platforms/platform.ts'

const GROUP_IDS = Object.keys(COLLECTORS) as GroupId[]
const START = Date.UTC(2026, 0, 15, 12, 0, 7, 300)

class FakePlatform implements Platform {
  closed = false
  refreshes = 0
  hang: Promise<void> = Promise.resolve()
  failing: GroupId | null = null
  made = 0

  createCollectors() {
    const consumer = ++this.made
    return Object.fromEntries(GROUP_IDS.map((group): [string, Collect] => [group, () => this.collect(group, consumer)])) as Record<
      GroupId,
      Collect
    >
  }

  private collect(group: GroupId, consumer: number): Reading[] {
    if (group === this.failing) throw new Error('broken chip')
    if (group === 'network') return ['lo', 'eth0'].map((name) => reading('network', name, { rx_bytes: 10 ** 15 + 0.5, utilization: 1 / 3 }))
    const [first] = METRICS.filter((metric) => metric.group === group)
    return [reading(group, '', { [String(first?.id.slice(group.length + 1))]: consumer + 1 / 3 })]
  }

  refresh(): Promise<void> {
    this.refreshes++
    return this.hang
  }

  isVirtual(name: string): boolean {
    return name === 'lo'
  }

  info(): never {
    throw new Error('not asked for')
  }

  interfaces = (): [] => []
  mounts = (): [] => []
  processes = (): Promise<never> => Promise.reject(new Error('not asked for'))
  snapshot = async (): Promise<ProcessSnapshot> => ({ at: 1, spanMs: 60_000, total: 3, processes: [] })
  units = async (): Promise<[]> => []
  containers = () => ({ engines: [], containers: [], troubles: [] })

  close(): void {
    this.closed = true
  }
}

function host(options: Partial<LocalHostOptions> = {}) {
  const clock = new TestClock(START)
  const platform = new FakePlatform()
  const live: Report[] = []
  const stored: Report[] = []
  const log: string[] = []
  const local = createLocalHost({
    clock,
    monotonic: () => clock.now(),
    platform,
    sampleIntervalMs: 15_000,
    onLive: (report) => live.push(report),
    onStored: (report) => stored.push(report),
    log: (message) => log.push(message),
    ...options,
  })
  return { local, clock, platform, live, stored, log }
}

describe('the local host', () => {
  it('is ready once figures that need two readings are there', async () => {
    const { local, clock } = host()
    expect(local.ready).toBe(false)
    expect(() => local.report()).toThrow(DomainError)
    const started = local.start()
    await clock.advance(149)
    expect(local.ready).toBe(false)
    await clock.advance(1)
    await started
    expect(local.ready).toBe(true)
    expect(new Set(local.report().readings.map(({ group }) => group))).toEqual(new Set(Object.keys(COLLECTORS)))
    await local.stop()
  })

  it('does not wait for a file system that hangs', async () => {
    const { local, clock, platform } = host()
    platform.hang = new Promise(() => {})
    const started = local.start()
    await clock.advance(500)
    await started
    expect(local.ready).toBe(true)
    await local.stop()
  })

  it('samples every second, and for the history at multiples of the interval', async () => {
    const { local, clock, live, stored } = host()
    const started = local.start()
    await clock.advance(150)
    await started
    await clock.advance(60_000)
    expect(live.length).toBeGreaterThanOrEqual(60)
    expect(local.report()).toBe(live.at(-1))
    expect(stored.map(({ at }) => at % 15_000)).toEqual([0, 0, 0, 0])
    expect(new Set(stored.map(({ at }) => at)).size).toBe(4)
    await local.stop()
  })

  it('keeps percentages of the history to two decimals, and virtual interfaces out of it', async () => {
    const { local, clock, live, stored } = host()
    const started = local.start()
    await clock.advance(150)
    await started
    await clock.advance(15_000)
    const [report] = stored as [Report]
    expect(metricValue(report, 'cpu.user')).toBe(2.33)
    expect(metricValue(report, 'load.one')).toBe(2 + 1 / 3)
    expect(metricValue(report, 'network.rx_bytes', 'eth0')).toBe(10 ** 15 + 0.5)
    expect(metricValue(report, 'network.utilization', 'eth0')).toBe(0.33)
    expect(report.readings.some(({ instance }) => instance === 'lo')).toBe(false)
    expect(metricValue(live[0] as Report, 'cpu.user')).toBe(1 + 1 / 3)
    expect((live[0] as Report).readings.some(({ instance }) => instance === 'lo')).toBe(true)
    await local.stop()
  })

  it('goes on without a collector that fails, saying so once', async () => {
    const { local, clock, platform, live, log } = host()
    platform.failing = 'temperature'
    const started = local.start()
    await clock.advance(5000)
    await started
    expect(live.at(-1)?.readings.some(({ group }) => group === 'cpu')).toBe(true)
    expect(live.at(-1)?.readings.some(({ group }) => group === 'temperature')).toBe(false)
    expect(log.filter((line) => line.includes('broken chip'))).toHaveLength(2)
    platform.failing = null
    await clock.advance(1000)
    expect(live.at(-1)?.readings.some(({ group }) => group === 'temperature')).toBe(true)
    await local.stop()
  })

  it('goes on when a report is refused', async () => {
    const { local, clock, log } = host({
      onLive: () => {
        throw new Error('full')
      },
    })
    const started = local.start()
    await clock.advance(3000)
    await started
    expect(local.ready).toBe(true)
    expect(log[0]).toBe('a report was refused: full')
    await local.stop()
  })

  it('leaves nothing behind when stopped, even before it is ready', async () => {
    const { local, clock, platform, live } = host()
    const started = local.start()
    await clock.advance(3000)
    await started
    await local.stop()
    const samples = live.length
    await clock.advance(60_000)
    expect(live).toHaveLength(samples)
    expect(clock.pending).toBe(0)
    expect(platform.closed).toBe(true)

    const early = host()
    void early.local.start()
    await early.local.stop()
    await early.clock.advance(60_000)
    expect(early.live).toHaveLength(0)
    expect(early.clock.pending).toBe(0)
  })
})

describe('snapshots of processes', () => {
  it('come every minute, with every report while a level is near, and not before one is known', async () => {
    const taken: number[] = []
    let strain: { cpu: number; memory: number } | null = null
    const { clock, local, stored } = host({
      onSnapshot: ({ at, total }) => {
        expect(total).toBe(3)
        taken.push(at)
      },
      strain: () => strain,
    })
    const started = local.start()
    await clock.advance(1000)
    await started
    await clock.advance(60_000)
    expect(taken).toEqual([])
    strain = { cpu: 90, memory: 90 }
    for (let i = 0; i < 8; i++) await clock.advance(15_000)
    expect(taken).toHaveLength(2)
    expect(stored.map(({ at }) => at)).toEqual(expect.arrayContaining(taken))
    strain = { cpu: 5, memory: 90 }
    for (let i = 0; i < 4; i++) await clock.advance(15_000)
    expect(taken.length).toBeGreaterThanOrEqual(5)
    await local.stop()
  })

  it('do not wait for reports that are far apart', async () => {
    const taken: number[] = []
    const strain = { cpu: 90, memory: 90 }
    const { clock, local } = host({ sampleIntervalMs: 300_000, onSnapshot: ({ at }) => taken.push(at), strain: () => strain })
    const started = local.start()
    await clock.advance(1000)
    await started
    for (let i = 0; i < 10; i++) await clock.advance(30_000)
    expect(taken.length).toBeGreaterThanOrEqual(4)
    await local.stop()
  })
})
