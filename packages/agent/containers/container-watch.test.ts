import { metricValue, type Report } from '@hyperion/domain/metrics'
import { TestClock } from '@hyperion/testkit/clock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resolvePaths } from '../linux/paths.ts'
import { createLinuxPlatform } from '../platforms/linux.ts'
import type { Platform } from '../platforms/platform.ts'
import { Tree } from '../test-tree.ts'
import { EngineSocketStub, inspected, listed, writeCgroup } from './test-engine.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const GIB = 1024 ** 3

let tree: Tree
let clock: TestClock
let stubs: EngineSocketStub[]
beforeEach(() => {
  tree = new Tree('debian-12')
  clock = new TestClock()
  stubs = []
  return async () => {
    await Promise.all(stubs.map((stub) => stub.close()))
    tree.delete()
  }
})

/** An engine with these containers, by process. */
const engineOf =
  (...containers: readonly (readonly [id: string, name: string, pid: number])[]) =>
  (path: string) => {
    if (path.startsWith('/containers/json')) return containers.map(([id, name]) => listed(id, name))
    const found = containers.find(([id]) => path.startsWith(`/containers/${id}/json`))
    return found ? inspected(found[2]) : { raw: 'HTTP/1.0 404 Not Found\r\n\r\n{}' }
  }

async function listen(path: string, answer: (path: string) => unknown): Promise<EngineSocketStub> {
  const stub = await EngineSocketStub.listen(`${tree.root}/${path}`, answer)
  stubs.push(stub)
  return stub
}

function watch(dockerHost?: string): { platform: Platform; sample: () => Report; look: () => Promise<void> } {
  const platform = createLinuxPlatform({
    paths: { ...resolvePaths({ root: tree.root }), root: '' },
    clock,
    monotonic: () => clock.now(),
    diskMount: '/',
    log: (message) => expect.unreachable(message),
    statfs: async () => ({ blockSize: 1, blocks: 1, free: 1, available: 1, files: 1, filesFree: 1 }),
    addresses: () => ({}),
    ...(dockerHost !== undefined && { dockerHost }),
  })
  const collect = platform.createCollectors().container
  const sample = () => ({ at: clock.now(), readings: [...collect(clock.now())] })
  const look = async () => {
    await clock.advance(60_000)
    await platform.refresh(clock.now())
  }
  return { platform, sample, look }
}

describe('figures of a kernel with cgroup version 2', () => {
  it('fill every metric', async () => {
    await listen('run/docker.sock', engineOf([A, 'web', 4242]))
    writeCgroup(tree, A, 4242, { max: String(GIB) })
    const { platform, sample, look } = watch()
    await look()
    sample()
    await clock.advance(1000)
    writeCgroup(tree, A, 4242, { usec: 1_250_000, max: String(GIB) })
    const report = sample()
    const of = (name: string) => metricValue(report, `container.${name}`, 'web')
    expect(of('cpu')).toBe(25)
    expect(of('memory_used')).toBe(70_000_000)
    expect(of('memory_limit')).toBe(GIB)
    expect(of('memory_usage')).toBeCloseTo((70_000_000 / GIB) * 100, 9)
    expect([of('rx_bytes'), of('tx_bytes'), of('read_bytes'), of('write_bytes'), of('pids')]).toEqual([1000, 2000, 4097, 8194, 7])
    expect(platform.containers()).toEqual({
      engines: ['docker'],
      troubles: [],
      containers: [
        {
          engine: 'docker',
          id: A,
          name: 'web',
          image: 'nginx:latest',
          state: 'running',
          exitCode: null,
          health: 'healthy',
          createdAt: 1_768_000_000_000,
          startedAt: Date.UTC(2026, 0, 10, 0, 0, 0, 500),
        },
      ],
    })
  })

  it('are of the host’s memory without a limit', async () => {
    await listen('run/docker.sock', engineOf([A, 'web', 4242]))
    writeCgroup(tree, A, 4242)
    const { platform, sample, look } = watch()
    await look()
    expect(metricValue(sample(), 'container.memory_limit', 'web')).toBeNull()
    expect(metricValue(sample(), 'container.memory_usage', 'web')).toBeCloseTo((70_000_000 / platform.info().memoryBytes) * 100, 9)
  })

  it('are found from another cgroup namespace, and above the group that the processes are in', async () => {
    await listen('run/docker.sock', engineOf([A, 'web', 4242], [B, 'job', 4343]))
    for (const [id, pid] of [
      [A, 4242],
      [B, 4343],
    ] as const)
      writeCgroup(tree, id, pid)
    tree.write('proc/4242/cgroup', `0::/../docker-${A}.scope\n`)
    tree.write('proc/4343/cgroup', `0::/system.slice/docker-${B}.scope/container\n`)
    const { sample, look } = watch()
    await look()
    for (const name of ['web', 'job']) expect(metricValue(sample(), 'container.pids', name)).toBe(7)
  })

  it('of a process that is another’s by now are not taken for the container’s', async () => {
    const engine = await listen('run/docker.sock', engineOf([A, 'web', 4242]))
    writeCgroup(tree, A, 4242)
    const { sample, look } = watch()
    await look()
    tree.write('proc/4242/cgroup', '0::/user.slice\n')
    writeCgroup(tree, A, 4343)
    engine.answer = engineOf([A, 'web', 4343])
    await look()
    expect(metricValue(sample(), 'container.rx_bytes', 'web')).toBe(1000)
    expect(engine.asked.filter((path) => path.includes(A))).toHaveLength(2)
  })
})

describe('several engines', () => {
  it('keep a name apart that both have', async () => {
    await listen('run/docker.sock', engineOf([A, 'web', 4242]))
    await listen('run/podman/podman.sock', engineOf([B, 'web', 4343], ['c'.repeat(64), 'db', 4444]))
    await listen('run/user/1000/podman/podman.sock', engineOf(['d'.repeat(64), 'web', 4545]))
    const { platform, look } = watch()
    await look()
    const { engines, containers } = platform.containers()
    expect(engines).toEqual(['docker', 'podman', 'podman:1000'])
    expect(containers.map(({ name, engine }) => [name, engine])).toEqual([
      ['web', 'docker'],
      ['web (podman)', 'podman'],
      ['db', 'podman'],
      ['web (podman:1000)', 'podman:1000'],
    ])
  })

  it('do not wait for one that hangs', async () => {
    await listen('run/docker.sock', () => 'silence')
    await listen('run/podman/podman.sock', engineOf([B, 'db', 4343]))
    const { platform } = watch()
    const refreshed = platform.refresh(clock.now())
    await expect.poll(() => stubs[1]?.asked.length).toBe(3)
    await clock.advance(1999)
    await clock.advance(1)
    await refreshed
    expect(platform.containers()).toMatchObject({
      engines: ['podman'],
      containers: [{ name: 'db' }],
      troubles: [`containers: docker (${tree.root}/run/docker.sock) did not answer within 2 s`],
    })
  })

  it('are one where one socket leads to the other', async () => {
    const engine = await listen('other/engine.sock', engineOf([A, 'web', 4242]))
    await listen('run/docker.sock', engineOf([B, 'db', 4343]))
    const { platform, look } = watch(`unix://${tree.root}/other/engine.sock`)
    await look()
    expect(platform.containers().containers.map(({ name }) => name)).toEqual(['web', 'db'])
    expect(engine.asked.length).toBeGreaterThan(0)
  })
})

describe('an engine that answers', () => {
  it.each([
    ['an error', { raw: 'HTTP/1.1 500 Internal Server Error\r\n\r\n{"message":"no"}' }, 'answers 500'],
    ['what is no HTTP', { raw: 'SSH-2.0-OpenSSH_9.2\r\n' }, 'does not speak HTTP'],
    ['nothing', { raw: '' }, 'does not speak HTTP'],
    ['what is no JSON', { raw: 'HTTP/1.0 200 OK\r\n\r\n<html>' }, 'answers what is no JSON'],
    ['half of it', { raw: 'HTTP/1.0 200 OK\r\n\r\n[{"Id":' }, 'answers what is no JSON'],
    [
      'pieces',
      { raw: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n' },
      'answers in pieces, which HTTP 1.0 has not',
    ],
    ['no list', { message: 'page not found' }, 'answers what is no list of containers'],
  ])('%s is a trouble, in words', async (_what, answer, trouble) => {
    await listen('run/docker.sock', () => answer)
    const { platform, look } = watch()
    await look()
    expect(platform.containers()).toEqual({
      engines: [],
      containers: [],
      troubles: [`containers: docker (${tree.root}/run/docker.sock) ${trouble}`],
    })
  })

  it('nonsense among its containers has the rest listed', async () => {
    const nonsense = [
      null,
      7,
      'x',
      {},
      listed('no id', 'a'),
      listed(A, ''),
      listed(A, 'bell\u0007'),
      { ...listed(A, 'b'), Names: null },
      { ...listed(A, 'c'), Names: [7] },
    ]
    const odd = { Image: 5, State: 'dancing', Status: null, Created: -1 }
    const answers = [
      ...nonsense,
      listed(A, 'ok', odd),
      { ...listed(B, 'x'), Names: ['/other/alias', '/own'], State: 'exited', Status: 'Exited (137) 2 hours ago' },
    ]
    await listen('run/docker.sock', (path) => (path.includes('json?all') ? answers : {}))
    const { platform, look } = watch()
    await look()
    expect(platform.containers().containers).toMatchObject([
      { name: 'ok', image: '', state: 'unknown', exitCode: null, health: null, createdAt: 0 },
      { name: 'own', state: 'exited', exitCode: 137 },
    ])
  })

  it('slowly is asked less often', async () => {
    const engine = await listen('run/docker.sock', () => 'silence')
    const { platform } = watch()
    const lists = () => engine.asked.length
    const first = platform.refresh(clock.now())
    await expect.poll(lists).toBe(1)
    await clock.advance(2000)
    await first
    await clock.advance(50_000)
    await platform.refresh(clock.now())
    expect(lists()).toBe(1)
    await clock.advance(10_000)
    const second = platform.refresh(clock.now())
    await expect.poll(lists).toBe(2)
    await clock.advance(2000)
    await second
  })

  it('with more than the hub takes has those watched that run', async () => {
    const many = Array.from({ length: 600 }, (_, i) =>
      listed(String(i).padStart(64, '0'), `c${i}`, i < 590 ? { State: 'exited', Status: 'Exited (0) now', Created: i } : {}),
    )
    await listen('run/docker.sock', (path) => (path.includes('json?all') ? many : inspected(0)))
    const { platform, look } = watch()
    await look()
    const { containers, troubles } = platform.containers()
    expect([containers.length, containers.filter(({ state }) => state === 'running').length]).toEqual([512, 10])
    expect(troubles).toEqual(['containers: 512 of 600 are watched, those that run first'])
  })
})

describe('DOCKER_HOST', () => {
  it.each(['tcp://192.0.2.9:2375', 'ssh://root@db-01', 'npipe:////./pipe/docker_engine', 'nonsense'])(
    '%s is of no engine here',
    async (host) => {
      const { platform, look } = watch(host)
      await look()
      expect(platform.containers().troubles).toEqual([expect.stringContaining('DOCKER_HOST names no engine of this machine')])
    },
  )

  it('that leads nowhere is told of', async () => {
    const { platform, look } = watch(`unix://${tree.root}/nowhere.sock`)
    await look()
    expect(platform.containers().troubles).toEqual([`containers: docker (${tree.root}/nowhere.sock) is gone`])
  })
})

it('a machine without engines has no containers and no troubles', async () => {
  const { platform, sample, look } = watch()
  await look()
  expect(platform.containers()).toEqual({ engines: [], containers: [], troubles: [] })
  expect(sample().readings).toEqual([])
})

afterEach(() => {
  expect(clock.pending).toBe(0)
})
