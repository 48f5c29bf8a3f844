import { GROUPS, type GroupId, METRICS, metricValue, type Report } from '@hyperion/domain/metrics'
import { TestClock } from '@hyperion/testkit/clock'
import { afterEach, describe, expect, it } from 'vitest'
import { EngineSocketStub, inspected, listed, writeCgroup } from '../containers/test-engine.ts'
import { resolvePaths } from '../linux/paths.ts'
import { createLinuxPlatform } from '../platforms/linux.ts'
import type { Platform } from '../platforms/platform.ts'
import { createSampler } from '../sampler.ts'
import { captured, statLine, Tree } from '../test-tree.ts'
import { COLLECTORS } from './index.ts'

const USAGE = { blockSize: 4096, blocks: 1000, free: 400, available: 300, files: 100, filesFree: 40 }

let tree: Tree | undefined
afterEach(() => tree?.delete())

/** Debian 12 as captured, with a network card's speed, a chip's temperature and two processes put beside. */
function machine(): { platform: Platform; clock: TestClock; tree: Tree } {
  tree = new Tree('debian-12')
  tree.write('sys/class/net/eth0/speed', '1000\n')
  tree.write('sys/class/hwmon/hwmon0/name', 'coretemp\n')
  tree.write('sys/class/hwmon/hwmon0/temp1_input', '41500\n')
  tree.write('proc/1/stat', statLine(1, 'init'))
  tree.write('proc/2/stat', statLine(2, 'kthreadd', { state: 'I' }))
  const clock = new TestClock()
  const paths = { ...resolvePaths({ root: tree.root }), root: '' }
  const platform = createLinuxPlatform({
    paths,
    clock,
    monotonic: () => clock.now(),
    diskMount: '/',
    log: (message) => expect.unreachable(message),
    statfs: async () => USAGE,
    addresses: () => ({}),
  })
  return { platform, clock, tree }
}

function laterOnDebian(tree: Tree): void {
  tree.change(
    'proc/stat',
    [/^cpu .*$/m, 'cpu  90000 200 60000 500000 2000 10 500 400 0 0'],
    [/^cpu0 .*$/m, 'cpu0 45000 100 30000 250000 450 5 250 300 0 0'],
  )
  tree.change('proc/diskstats', [/( vda .*?) 25880 /, '$1 26380 '])
  const before = Number(/eth0: *(\d+)/.exec(captured('debian-12/proc/net/dev'))?.[1])
  tree.change('proc/net/dev', [/eth0: *\d+/, `eth0: ${before + 12_500_000}`])
}

describe('the registry of collectors', () => {
  it('has one for every group of the catalog', () => {
    expect(Object.keys(COLLECTORS).sort()).toEqual(Object.keys(GROUPS).sort())
  })

  it('fills every metric of the catalog on a machine that has all', async () => {
    const { platform, clock, tree } = machine()
    const id = 'a'.repeat(64)
    const engine = await EngineSocketStub.listen(`${tree.root}/run/docker.sock`, (path) =>
      path.includes(id) ? inspected(4242) : [listed(id, 'web')],
    )
    writeCgroup(tree, id, 4242, { max: '200000000' })
    const sampler = createSampler(platform.createCollectors(), (message) => expect.unreachable(message))
    await platform.refresh(clock.now())
    sampler.sample(clock.now())
    await clock.advance(1000)
    laterOnDebian(tree)
    const report: Report = { at: clock.now(), readings: sampler.sample(clock.now()) }
    const instances: Partial<Record<GroupId, string>> = {
      core: '0',
      filesystem: '/',
      disk: 'vda',
      network: 'eth0',
      temperature: 'coretemp',
      container: 'web',
    }
    const missing = METRICS.filter((metric) => metricValue(report, metric.id, instances[metric.group]) === null).map(({ id }) => id)
    expect(missing).toEqual([])
    expect(metricValue(report, 'disk.utilization', 'vda')).toBe(50)
    expect(metricValue(report, 'network.utilization', 'eth0')).toBe(10)
    expect(metricValue(report, 'temperature.celsius', 'coretemp')).toBe(41.5)
    platform.close()
    await engine.close()
  })

  it('keeps the baselines of two consumers apart', async () => {
    const { platform, clock, tree } = machine()
    const slow = createSampler(platform.createCollectors(), () => {})
    const quick = createSampler(platform.createCollectors(), () => {})
    const write = (busy: number, idle: number): void =>
      tree.write('proc/stat', `cpu  ${busy} 0 0 ${idle} 0 0 0 0 0 0\ncpu0 ${busy} 0 0 ${idle} 0 0 0 0 0 0\n`)
    const usage = (sampler: typeof slow): number | null => metricValue({ at: 1, readings: sampler.sample(clock.now()) }, 'cpu.usage')
    write(0, 0)
    usage(slow)
    usage(quick)
    await clock.advance(1000)
    write(100, 0)
    expect(usage(quick)).toBe(100)
    await clock.advance(1000)
    write(100, 100)
    expect(usage(quick)).toBe(0)
    expect(usage(slow)).toBe(50)
    platform.close()
  })

  it('leaves out what the machine does not have, rather than saying zero', () => {
    tree = new Tree()
    tree.write('proc/stat', captured('fedora-30/proc/stat'))
    const clock = new TestClock()
    const platform = createLinuxPlatform({
      paths: resolvePaths({ root: tree.root }),
      clock,
      monotonic: () => clock.now(),
      diskMount: '/',
      log: () => {},
      addresses: () => ({}),
    })
    const sampler = createSampler(platform.createCollectors(), (message) => expect.unreachable(message))
    expect(sampler.sample(clock.now())).toEqual([])
    platform.close()
  })
})
