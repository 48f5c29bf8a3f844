import type { ProcessInfo } from '@hyperion/domain/hosts'
import { TestClock } from '@hyperion/testkit/clock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resolvePaths } from '../linux/paths.ts'
import { Tree } from '../test-tree.ts'
import { createUnits } from './units.ts'

let tree: Tree
beforeEach(() => {
  tree = new Tree()
})
afterEach(() => tree.delete())

function running(pid: number, name: string, more: Partial<ProcessInfo> = {}): ProcessInfo {
  return {
    pid,
    parent: 1,
    name,
    command: name,
    user: 'root',
    state: 'sleeping',
    cpuPercent: 0,
    memoryPercent: 0,
    memoryBytes: 0,
    threads: 1,
    nice: 0,
    kernelThread: false,
    startedAt: pid * 1000,
    ...more,
  }
}

function unitsOf(...processes: ProcessInfo[]) {
  const clock = new TestClock()
  let scans = 0
  const { list } = createUnits({
    paths: resolvePaths({ root: tree.root }),
    clock,
    monotonic: () => clock.now(),
    log: (message) => expect.unreachable(message),
    processes: async () => {
      scans++
      return processes
    },
  })
  return { list, clock, scans: () => scans }
}

describe('units without a service manager', () => {
  it('are running daemons, by the process that leads each', async () => {
    const { list } = unitsOf(
      running(20, 'nginx'),
      running(21, 'nginx', { parent: 20 }),
      running(30, 'sshd'),
      running(31, 'sshd', { parent: 30, startedAt: 5 }),
      running(40, 'mariadbd'),
      running(50, 'redis-server', { state: 'zombie' }),
      running(60, 'bash'),
    )
    expect((await list()).map(({ name, state, since, enabled }) => [name, state, since, enabled])).toEqual([
      ['nginx', 'running', 20_000, null],
      ['mysql', 'running', 40_000, null],
      ['ssh', 'running', 30_000, null],
    ])
  })

  it('believe a pid file only when the process is the daemon', async () => {
    tree.write('run/nginx.pid', '77\n')
    tree.write('run/sshd.pid', '30\n')
    tree.write('run/crond.pid', 'not a number')
    const { list } = unitsOf(running(77, 'bash'), running(29, 'sshd'), running(30, 'sshd'))
    expect((await list()).map(({ name, state, since }) => [name, state, since])).toEqual([
      ['nginx', 'stopped', null],
      ['ssh', 'running', 30_000],
    ])
  })

  it('are stopped ones too where a start script is installed, enabled by a run level', async () => {
    tree.write('etc/init.d/redis-server', '')
    tree.write('etc/init.d/nginx', '')
    tree.write('etc/rc2.d/S02nginx', '')
    const { list } = unitsOf()
    expect((await list()).map(({ name, state, enabled }) => [name, state, enabled])).toEqual([
      ['nginx', 'stopped', true],
      ['redis', 'stopped', false],
    ])
  })

  it('are listed anew after five seconds', async () => {
    const { list, clock, scans } = unitsOf()
    await Promise.all([list(), list()])
    await list()
    expect(scans()).toBe(1)
    await clock.advance(5000)
    await list()
    expect(scans()).toBe(2)
  })
})
