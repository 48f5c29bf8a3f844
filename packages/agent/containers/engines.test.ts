import { execFileSync, spawnSync } from 'node:child_process'
import type { ContainerInfo, ContainerList } from '@hyperion/domain/hosts'
import { metricValue, type Report } from '@hyperion/domain/metrics'
import { systemClock } from '@hyperion/ports/clock'
import { type EngineKind, TestEngine } from '@hyperion/testkit/containers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Paths } from '../linux/paths.ts'
import { resolvePaths } from '../linux/paths.ts'
import { createLinuxPlatform } from '../platforms/linux.ts'
import type { Platform } from '../platforms/platform.ts'

/** Enough for a busy machine: what is waited for comes in seconds on a free one. */

const MIB = 1024 ** 2
const SPIN = 'while :; do :; done'
/** Keeps some memory, which its file system in memory is. */
const HOLD = 'dd if=/dev/zero of=/dev/shm/held bs=1M count=20; sleep 1800'
const REST = 'sleep 1800'
/** Engines of the machine itself are left alone. */
const NO_RUN = '/nonexistent'

/** What an agent sees of an engine, its looks at it as often as the test wants. */
class Watched {
  readonly platform: Platform
  readonly lists: ContainerList[] = []
  readonly #collect: ReturnType<Platform['createCollectors']>['container']
  #ahead = 0

  constructor(dockerHost: string, paths: Partial<Paths> = {}) {
    this.platform = createLinuxPlatform({
      paths: { ...resolvePaths(), run: NO_RUN, ...paths },
      clock: systemClock,
      monotonic: () => this.#now(),
      diskMount: '/',
      dockerHost,
      log: (message) => expect.unreachable(message),
      onContainers: (list) => this.lists.push(list),
    })
    this.#collect = this.platform.createCollectors().container
  }

  /** As it is after the next look at the engine. */
  async look(): Promise<ContainerList> {
    this.#ahead += 60_000
    return this.tick()
  }

  /** As it is a moment later, which is no time to ask again by itself. */
  async tick(): Promise<ContainerList> {
    await this.platform.refresh(this.#now())
    return this.platform.containers()
  }

  async named(name: string): Promise<ContainerInfo | undefined> {
    return (await this.look()).containers.find((each) => each.name === name)
  }

  sample(): Report {
    return { at: Date.now(), readings: [...this.#collect(this.#now())] }
  }

  of(metric: string, name: string): number | null {
    return metricValue(this.sample(), `container.${metric}`, name)
  }

  #now(): number {
    return performance.now() + this.#ahead
  }
}

const addressOf = (engine: TestEngine): string => `unix://${engine.socket}`

/** Bytes of memory that the engine itself tells. */
function memoryOf(engine: TestEngine, name: string): number {
  const [, amount, unit = ''] = /^([\d.]+)(\w+) /.exec(engine.cli('stats', '--no-stream', '--format', '{{.MemUsage}}', name)) ?? []
  const units: Readonly<Record<string, number>> = { B: 1, kB: 1000, MB: 1e6, KiB: 1024, MiB: MIB }
  return Number(amount) * (units[unit] ?? Number.NaN)
}

describe.each<EngineKind>(['podman', 'docker'])('containers of a real %s', (kind) => {
  let engine: TestEngine
  let watched: Watched
  beforeAll(async () => {
    engine = await TestEngine.start(kind)
  })
  afterAll(() => engine?.stop())
  beforeEach(() => {
    watched = new Watched(addressOf(engine))
  })
  afterEach(() => {
    watched.platform.close()
    engine.clear()
  })

  it('are none at first, which is told too', async () => {
    expect(await watched.look()).toEqual({ engines: [kind], containers: [], troubles: [] })
    expect(watched.lists).toHaveLength(1)
    await watched.look()
    expect(watched.lists).toHaveLength(1)
  })

  it('are listed, and measured as the engine measures them', async () => {
    const before = Date.now() - 1000
    const id = engine.run('busy', SPIN, '--cpus=0.25', '--memory=64m')
    engine.run('holder', HOLD, '--memory=128m')
    const busy = await watched.named('busy')
    expect(busy).toMatchObject({ engine: kind, id, state: 'running', exitCode: null, health: null })
    expect(busy?.image).toMatch(/hyperion\/busybox:1$/)
    for (const at of [busy?.startedAt, busy?.createdAt]) {
      expect(at).toBeGreaterThanOrEqual(before - 1000)
      expect(at).toBeLessThanOrEqual(Date.now())
    }
    const cpu = () => watched.of('cpu', 'busy')
    expect(cpu()).toBeNull()
    await expect.poll(cpu).toBeGreaterThan(15)
    await expect.poll(cpu).toBeLessThan(30)
    await expect.poll(() => watched.of('memory_used', 'holder')).toBeGreaterThan(20 * MIB)
    const report = watched.sample()
    const of = (metric: string, name: string) => metricValue(report, `container.${metric}`, name)
    expect([of('memory_limit', 'busy'), of('memory_limit', 'holder')]).toEqual([64 * MIB, 128 * MIB])
    expect([of('rx_bytes', 'busy'), of('tx_bytes', 'busy')]).toEqual([0, 0])
    expect(of('pids', 'holder')).toBeGreaterThanOrEqual(1)
    const told = memoryOf(engine, 'holder')
    expect(Math.abs((of('memory_used', 'holder') ?? 0) - told)).toBeLessThan(0.05 * told)
    expect(of('memory_usage', 'holder')).toBeCloseTo(((of('memory_used', 'holder') ?? 0) / (128 * MIB)) * 100, 5)
  })

  it('stop, with what they ended with', async () => {
    engine.run('job', 'exit 3')
    engine.run('web', REST)
    await expect.poll(async () => (await watched.named('job'))?.state).toBe('exited')
    expect(await watched.named('job')).toMatchObject({ exitCode: 3, startedAt: null })
    expect(watched.sample().readings.map(({ instance }) => instance)).toEqual(['web'])
    engine.cli('kill', 'web')
    // It is gone from the kernel before the engine is asked again: that is done at once.
    await expect.poll(() => watched.sample().readings).toEqual([])
    const web = async () => {
      watched.sample()
      return (await watched.tick()).containers.find(({ name }) => name === 'web')
    }
    await expect.poll(web).toMatchObject({ state: 'exited', exitCode: 137 })
  })

  it('go on under their name when they are made anew, and when they are started again', async () => {
    const first = engine.run('web', SPIN, '--cpus=0.1')
    await watched.look()
    await expect.poll(() => watched.of('cpu', 'web')).toBeGreaterThan(0)
    engine.remove('web')
    const second = engine.run('web', REST)
    expect(second).not.toBe(first)
    expect(await watched.named('web')).toMatchObject({ id: second, state: 'running' })
    expect(watched.of('cpu', 'web')).toBeNull()
    await expect.poll(() => watched.of('cpu', 'web')).toBeLessThan(5)
    const before = await watched.named('web')
    engine.cli('restart', '--time=0', 'web')
    expect((await watched.named('web'))?.startedAt).toBeGreaterThan(before?.startedAt ?? 0)
    expect(watched.of('memory_used', 'web')).toBeGreaterThan(0)
    engine.remove('web')
    expect((await watched.look()).containers).toEqual([])
  })

  it('that are paused still hold their memory', async () => {
    engine.run('web', REST)
    engine.cli('pause', 'web')
    expect(await watched.named('web')).toMatchObject({ state: 'paused' })
    expect(watched.of('memory_used', 'web')).toBeGreaterThan(0)
    engine.cli('unpause', 'web')
    expect(await watched.named('web')).toMatchObject({ state: 'running' })
  })

  it('tell the traffic of their own network, and none of another’s', async () => {
    engine.run('own', REST)
    engine.run('hosts', REST, '--network=host')
    engine.run('guest', REST, '--network=container:own')
    await watched.look()
    const pid = engine.cli('inspect', '--format', '{{.State.Pid}}', 'own')
    const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' })
    const inside = (...args: string[]) => execFileSync('nsenter', ['--target', pid, '--net', 'ip', ...args], { stdio: 'pipe' })
    ip('link', 'add', 'hyptest0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid)
    try {
      ip('address', 'add', '192.0.2.1/24', 'dev', 'hyptest0')
      ip('link', 'set', 'hyptest0', 'up')
      inside('address', 'add', '192.0.2.2/24', 'dev', 'eth0')
      inside('link', 'set', 'eth0', 'up')
      // Whoever answers, asking for the other's address is traffic of both.
      const calling = (metric: string, call: () => unknown) => () => {
        call()
        return watched.of(metric, 'own')
      }
      const ping = ['busybox', 'ping', '-c', '1', '-W', '1']
      const fromInside = () => spawnSync('nsenter', ['--target', pid, '--net', ...ping, '192.0.2.1'])
      const fromOutside = () => spawnSync(ping[0] as string, [...ping.slice(1), '192.0.2.2'])
      await expect.poll(calling('tx_bytes', fromInside)).toBeGreaterThan(0)
      await expect.poll(calling('rx_bytes', fromOutside)).toBeGreaterThan(0)
      for (const name of ['hosts', 'guest']) expect([watched.of('rx_bytes', name), watched.of('tx_bytes', name)]).toEqual([null, null])
    } finally {
      ip('link', 'delete', 'hyptest0')
    }
  })

  it('are seen through the root of another file system', async () => {
    const id = engine.run('web', HOLD)
    const inside = new Watched(addressOf(engine), { ...resolvePaths({ root: '/proc/self/root' }), run: NO_RUN })
    expect(await inside.named('web')).toMatchObject({ id })
    await expect.poll(() => inside.of('memory_used', 'web')).toBeGreaterThan(20 * MIB)
    inside.platform.close()
  })

  it('are measured by the engine where the kernel’s own figures are out of reach', async () => {
    engine.run('holder', HOLD, '--memory=128m')
    await watched.look()
    const outside = new Watched(addressOf(engine), { sys: '/nonexistent' })
    const settled = async () => {
      await outside.look()
      return outside.of('memory_used', 'holder')
    }
    await expect.poll(settled).toBeGreaterThan(20 * MIB)
    expect(outside.of('memory_limit', 'holder')).toBe(128 * MIB)
    const [near, far] = [watched.of('memory_used', 'holder') ?? 0, outside.of('memory_used', 'holder') ?? 0]
    expect(Math.abs(near - far)).toBeLessThan(0.05 * near)
    const cpu = async () => {
      await outside.look()
      return outside.of('cpu', 'holder')
    }
    await expect.poll(cpu).toBeGreaterThanOrEqual(0)
    outside.platform.close()
  })

  it('stay as they were while the engine is away, and go on when it is back', async () => {
    engine.run('web', REST)
    await watched.look()
    await engine.stopDaemon()
    const away = await watched.look()
    expect(away.troubles).toEqual([expect.stringMatching(new RegExp(`^containers: ${kind} \\(.*\\) is (not running|gone)$`))])
    expect(away).toMatchObject({ engines: [kind], containers: [{ name: 'web', state: 'running' }] })
    await engine.startDaemon()
    expect(await watched.look()).toMatchObject({ engines: [kind], troubles: [] })
  })

  it('are none of a user who may not ask, who is told so', async () => {
    engine.run('web', REST)
    process.seteuid?.(65_534)
    try {
      expect(await watched.look()).toEqual({
        engines: [],
        containers: [],
        troubles: [expect.stringMatching(/^containers: docker \(.*\) may not be asked by this user: let it into the group of the socket$/)],
      })
    } finally {
      process.seteuid?.(0)
    }
    expect(await watched.look()).toMatchObject({ engines: [kind], containers: [{ name: 'web' }], troubles: [] })
  })
})
