import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import type { Reading } from '@hyperion/domain/metrics'
import { UnreadableAnswer } from '@hyperion/ports/remote-host'
import { TestClock } from '@hyperion/testkit/clock'
import { describe, expect, it } from 'vitest'
import { resolvePaths } from '../linux/paths.ts'
import { createLinuxPlatform } from '../platforms/linux.ts'
import { createSampler } from '../sampler.ts'
import { remoteHosts } from './remote-hosts.ts'
import { SNAPSHOT_SCRIPT } from './script.ts'
import { readSnapshot } from './snapshot.ts'

const SHELLS: Readonly<Record<string, readonly string[]>> = {
  dash: ['dash', '-s'],
  bash: ['bash', '-s'],
  busybox: ['/bin/busybox', 'sh', '-s'],
}

function run([command = '', ...args]: readonly string[]): string {
  if (spawnSync(command, ['--help']).error) throw new Error(`this test needs ${command}: apt-get install ${command}`)
  const { stdout, stderr } = spawnSync(command, args, { input: SNAPSHOT_SCRIPT, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout
}

const find = (readings: readonly Reading[], group: string, instance = ''): Reading | undefined =>
  readings.find((each) => each.group === group && each.instance === instance)

describe('the script', () => {
  it.each(Object.keys(SHELLS))('tells in %s what the agent sees of the same machine', async (shell) => {
    const clock = new TestClock()
    const uptime = (): number => process.hrtime()[0] * 1000
    const platform = createLinuxPlatform({ paths: resolvePaths(), clock, monotonic: uptime, diskMount: '/', log: () => {} })
    await platform.refresh(0)
    const local = createSampler(platform.createCollectors(), () => {})
    const problems: string[] = []
    const reader = remoteHosts.createReader((line) => problems.push(line))
    const before = local.sample(1)
    await reader.take(run(SHELLS[shell] ?? []))
    const readings = reader.live()
    const after = local.sample(2)
    await reader.take(run(SHELLS[shell] ?? []))
    const later = reader.live()
    expect(problems).toEqual([])

    const inventory = reader.inventory()
    expect(inventory?.info).toEqual(platform.info())
    expect(inventory?.info.hostname).toBe(hostname())
    expect(inventory?.mounts).toEqual(platform.mounts().map(({ mount, device, type, stuck }) => ({ mount, device, type, stuck })))
    expect(inventory?.interfaces).toEqual(platform.interfaces())
    expect(Object.keys(networkInterfaces()).every((name) => inventory?.interfaces.some((each) => each.name === name))).toBe(true)

    // What stands still is the same; what counts is between what was read just before and just after.
    const series = (of: readonly Reading[]) =>
      of.map(({ group, instance }) => `${group} ${instance}`).filter((each) => !/^(cpu|core) /.test(each))
    expect(series(readings)).toEqual(series(before))
    expect(find(readings, 'memory')?.values[0]).toBe(find(before, 'memory')?.values[0])
    expect(find(readings, 'filesystem', '/')?.values[0]).toBe(find(before, 'filesystem', '/')?.values[0])
    for (const { group, instance, values } of before.filter((each) => ['disk', 'network'].includes(each.group))) {
      const now = find(readings, group, instance)?.values ?? []
      const then = find(after, group, instance)?.values ?? []
      for (const column of [0, 1]) {
        expect(now[column]).toBeGreaterThanOrEqual(values[column] ?? 0)
        expect(now[column]).toBeLessThanOrEqual(then[column] ?? 0)
      }
    }
    const total = find(after, 'processes')?.values[0] ?? 0
    expect(Math.abs((find(readings, 'processes')?.values[0] ?? 0) - total)).toBeLessThan(20)
    expect(find(readings, 'cpu')).toBeUndefined()
    expect(find(later, 'cpu')?.values.at(-1)).toBeGreaterThanOrEqual(0)
    expect(find(later, 'core', '0')).toBeDefined()
    platform.close()
  })

  it('starts with tools of busybox alone', async () => {
    if (!existsSync('/bin/busybox')) throw new Error('this test needs busybox: apt-get install busybox-static')
    const script = SNAPSHOT_SCRIPT.replace(/^ {2}PATH=.*$/m, '  PATH=/nowhere')
    // An applet is found before any path is searched.
    const { stdout } = spawnSync('/bin/busybox', ['sh', '-s'], { input: script, encoding: 'utf8' })
    const snapshot = await readSnapshot(stdout)
    expect(snapshot.mounts.find(({ mount }) => mount === '/')?.usage).not.toBeNull()
    expect(snapshot.processes?.sleeping).toBeGreaterThan(0)
    expect(snapshot.listening).not.toBeNull()
    expect(snapshot.interfaces.find(({ name }) => name === 'lo')?.ipv4).toEqual(['127.0.0.1'])
  })
})

describe('an answer', () => {
  const GOOD = [
    'hyperion-snapshot 1',
    '==> /proc/uptime <==',
    '1000.50 1900.00',
    '',
    '==> /proc/meminfo <==',
    'MemTotal: 1000 kB',
    'MemFree: 400 kB',
    'MemAvailable: 600 kB',
    '',
    '==> /proc/net/dev <==',
    'eth0: 10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0',
    'bond0: 10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0',
    '',
    '==> /proc/self/mountinfo <==',
    '25 1 8:1 / / rw - ext4 /dev/sda1 rw',
    '26 1 0:40 / /srv/my\\040files rw - nfs4 nas:/files rw',
    '',
    '==> /proc/net/if_inet6 <==',
    'fe800000000000000000000000000001 02 40 20 80 eth0',
    '',
    '==> /sys/class/net/bond0/bonding/slaves <==',
    'eth0 eth1',
    '',
    '==> /sys/class/hwmon/hwmon0/name <==',
    'coretemp',
    '',
    '==> /sys/class/hwmon/hwmon0/temp1_input <==',
    '45000',
    '',
    '==> processes <==',
    'S 7',
    'Z 1',
    '',
    '==> filesystems <==',
    '4096 100 50 40 10 5 /',
    'stuck /srv/my files',
    '',
    '==> /proc/meminfo <==',
    'MemTotal: 9999999 kB',
    '',
    '==> end <==',
    '',
  ]
  const good = GOOD.join('\n')

  it('is read after whatever a shell says first, and a name counts once', async () => {
    const reader = remoteHosts.createReader(() => {})
    await reader.take(`Welcome to web-01!\n${good}`)
    const readings = reader.stored()
    expect(find(readings, 'memory')?.values.slice(0, 3)).toEqual([1_024_000, 409_600, 614_400])
    expect(find(readings, 'system')?.values).toEqual([1000.5])
    expect(find(readings, 'processes')?.values).toEqual([8, 0, 7, 0, 1])
    expect(find(readings, 'temperature', 'coretemp')?.values).toEqual([45])
    expect(readings.filter(({ group }) => group === 'filesystem').map(({ instance }) => instance)).toEqual(['/'])
    // What is a member of a bond is left out of the history.
    expect(readings.filter(({ group }) => group === 'network').map(({ instance }) => instance)).toEqual(['bond0'])
    expect(reader.inventory()).toMatchObject({
      interfaces: [{ name: 'eth0', ipv6: ['fe80::1'], virtual: true }, { name: 'bond0' }],
      mounts: [
        { mount: '/', stuck: false },
        { mount: '/srv/my files', type: 'nfs4', stuck: true },
      ],
    })
  })

  it.each([
    ['', 'it printed nothing'],
    ['sh: not found\u0007\n', 'it printed “sh: not found”'],
    ['x'.repeat(5000), `it printed “${'x'.repeat(80)}…”`],
    [good.replace('snapshot 1', 'snapshot 7'), 'its script is of version 7, this hub reads 1: put the present script there'],
    [good.slice(0, 400), 'it ended in the middle'],
    [good.replace('1000.50', 'soon'), 'it has no /proc/uptime: only Linux can be watched over SSH'],
  ])('that is none is refused with the reason (%#)', async (answer, reason) => {
    const reader = remoteHosts.createReader(() => {})
    await reader.take(good)
    const taken = reader.take(answer)
    await expect(taken).rejects.toThrow(UnreadableAnswer)
    await expect(taken).rejects.toThrow(reason)
    expect(find(reader.live(), 'system')?.values).toEqual([1000.5])
  })

  it.each(['9', '-', 'x', '\u{1F4A5}'])('with %s instead of figures is refused or makes none', async (letter) => {
    const reader = remoteHosts.createReader(() => {})
    const odd = good.replaceAll(/(?<=[: ])\d+/g, letter.repeat(400)).replace(/hyperion-snapshot .*/, 'hyperion-snapshot 1')
    await reader.take(odd).then(
      () => reader.stored(),
      (error: unknown) => expect(error).toBeInstanceOf(UnreadableAnswer),
    )
  })

  it.each([
    ['a host name of several lines', `==> /proc/sys/kernel/hostname <==\nweb\n01\n`, 'its host name is no name'],
    [
      'an endless name',
      `==> /proc/sys/kernel/hostname <==\n${'x'.repeat(5000)}\n`,
      'inventory.info.hostname must be a text of at most 255 characters',
    ],
    [
      'no end of memory',
      `==> /proc/meminfo <==\nMemTotal: ${'9'.repeat(400)} kB\nMemFree: 1 kB\n`,
      'inventory.info.memoryBytes must be a whole number',
    ],
  ])('with %s is refused', async (_what, part, reason) => {
    const reader = remoteHosts.createReader(() => {})
    await expect(reader.take(good.replace('\n==>', `\n${part}\n==>`))).rejects.toThrow(new UnreadableAnswer(reason))
  })

  it('with more interfaces than fit a report is refused', async () => {
    const reader = remoteHosts.createReader(() => {})
    const many = Array.from({ length: 20_000 }, (_, i) => `eth${i}: 1 1 0 0 0 0 0 0 2 2 0 0 0 0 0 0`).join('\n')
    await reader.take(good.replace('==> /proc/net/dev <==', `==> /proc/net/dev <==\n${many}`))
    expect(() => reader.stored()).toThrow(UnreadableAnswer)
  })

  it('of a machine that started anew makes no spike', async () => {
    const reader = remoteHosts.createReader(() => {})
    const cpu = (busy: number, idle: number, uptime: string) =>
      good
        .replace('1000.50', uptime)
        .replace('==> /proc/meminfo', `==> /proc/stat <==\ncpu  ${busy} 0 0 ${idle} 0 0 0 0\nbtime ${busy}\n\n==> /proc/meminfo`)
    await reader.take(cpu(5000, 5000, '1000.00'))
    reader.stored()
    await reader.take(cpu(5100, 5100, '1002.00'))
    expect(find(reader.stored(), 'cpu')?.values.at(-1)).toBe(50)
    expect(reader.inventory()?.info.bootedAt).toBe(5_000_000)
    await reader.take(cpu(10, 90, '1.00'))
    expect(find(reader.stored(), 'cpu')?.values.at(-1)).toBe(50)
    expect(reader.inventory()?.info.bootedAt).toBe(10_000)
    await reader.take(cpu(20, 180, '2.00'))
    expect(find(reader.stored(), 'cpu')?.values.at(-1)).toBe(10)
  })
})
