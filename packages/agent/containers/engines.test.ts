import type { ContainerList } from '@hyperion/domain/hosts'
import { metricValue, type Report } from '@hyperion/domain/metrics'
import { systemClock } from '@hyperion/ports/clock'
import { type EngineKind, TestEngine } from '@hyperion/testkit/containers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolvePaths } from '../linux/paths.ts'
import { createLinuxPlatform } from '../platforms/linux.ts'
import type { Platform } from '../platforms/platform.ts'

const MIB = 1024 ** 2
const SPIN = 'while :; do :; done'
/** Keeps some memory, which its file system in memory is. */
const HOLD = 'dd if=/dev/zero of=/dev/shm/held bs=1M count=20; sleep 300'

/** The machine's own figures beside one engine's containers. */
class Watched {
  readonly platform: Platform
  readonly lists: ContainerList[] = []
  readonly #collect: ReturnType<Platform['createCollectors']>['container']
  #now = 0

  constructor(engine: TestEngine, root = '') {
    this.platform = createLinuxPlatform({
      // Engines of the machine itself are left alone.
      paths: { ...resolvePaths({ root }), run: '/nonexistent' },
      clock: systemClock,
      monotonic: () => performance.now() + this.#now,
      diskMount: '/',
      dockerHost: `unix://${engine.socket}`,
      log: (message) => expect.unreachable(message),
      onContainers: (list) => this.lists.push(list),
    })
    this.#collect = this.platform.createCollectors().container
  }

  /** As it is after the next look at the engine. */
  async look(): Promise<ContainerList> {
    this.#now += 60_000
    await this.platform.refresh(performance.now() + this.#now)
    return this.platform.containers()
  }

  sample(): Report {
    return { at: Date.now(), readings: [...this.#collect(performance.now() + this.#now)] }
  }
}

/** What the engine itself says of a container. */
function statsOf(engine: TestEngine, name: string): { cpu: number; memory: number } {
  const format = engine.kind === 'docker' ? '{{.CPUPerc}} {{.MemUsage}}' : '{{.CPUPerc}} {{.MemUsage}}'
  const line = engine.cli('stats', '--no-stream', '--format', format, name)
  const [, cpu, memory, unit] = /^([\d.]+)% ([\d.]+)(\w+) /.exec(line) ?? []
  const units: Readonly<Record<string, number>> = { B: 1, kB: 1000, MB: 1e6, KiB: 1024, MiB: MIB }
  return { cpu: Number(cpu), memory: Number(memory) * (units[unit ?? ''] ?? Number.NaN) }
}

describe.each<EngineKind>(['podman', 'docker'])('containers of a real %s', (kind) => {
  let engine: TestEngine
  let watched: Watched
  beforeAll(async () => {
    engine = await TestEngine.start(kind)
    watched = new Watched(engine)
  })
  afterAll(() => engine?.stop())

  const named = (list: ContainerList, name: string) => list.containers.find((each) => each.name === name)

  it('says that there are none', async () => {
    expect(await watched.look()).toEqual({ engines: [kind], containers: [], troubles: [] })
  })

  it('lists what runs and measures it as the engine does', async () => {
    const id = engine.run('busy', SPIN, '--cpus=0.25', '--memory=64m')
    engine.run('holder', HOLD, '--memory=128m')
    const started = Date.now()
    const list = await watched.look()
    const busy = named(list, 'busy')
    expect(busy).toMatchObject({ engine: kind, id, state: 'running', exitCode: null, health: null })
    expect(busy?.image).toMatch(/hyperion\/busybox:1$/)
    expect(Math.abs((busy?.startedAt ?? 0) - started)).toBeLessThan(30_000)
    expect(Math.abs((busy?.createdAt ?? 0) - started)).toBeLessThan(30_000)
    watched.sample()
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const report = watched.sample()
    const of = (metric: string, name: string) => metricValue(report, `container.${metric}`, name)
    expect(of('cpu', 'busy')).toBeGreaterThan(15)
    expect(of('cpu', 'busy')).toBeLessThan(35)
    expect(of('cpu', 'holder')).toBeLessThan(15)
    expect([of('memory_limit', 'busy'), of('memory_limit', 'holder')]).toEqual([64 * MIB, 128 * MIB])
    expect([of('rx_bytes', 'busy'), of('tx_bytes', 'busy')]).toEqual([0, 0])
    expect(of('pids', 'busy')).toBeGreaterThanOrEqual(1)
    const own = statsOf(engine, 'holder')
    expect(of('memory_used', 'holder')).toBeGreaterThan(20e6)
    expect(Math.abs((of('memory_used', 'holder') ?? 0) - own.memory)).toBeLessThan(0.05 * own.memory)
    expect(of('memory_usage', 'holder')).toBeCloseTo(((of('memory_used', 'holder') ?? 0) / (128 * MIB)) * 100, 5)
  })
})
