import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlockDevices, localBlockFolder } from '../linux/block-devices.ts'
import { createFiles } from '../linux/files.ts'
import type { Sources } from '../linux/sources.ts'
import { captured, Tree } from '../test-tree.ts'
import { createDiskCollector, parseDisks } from './disk.ts'
import { createNetworkCollector, linkShare, parseInterfaces } from './network.ts'

/** Device names only: no `/sys/block` to ask. */
function byName(): (name: string) => boolean {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-sys-'))
  rmSync(folder, { recursive: true })
  return createBlockDevices(localBlockFolder(folder)).isDisk
}

function sourcesOn(tree: Tree, speed: number | null = null): Sources {
  return {
    files: createFiles(),
    paths: { proc: `${tree.root}/proc`, sys: '', etc: '', run: '', root: '' },
    net: `${tree.root}/proc/net`,
    isDisk: byName(),
    linkSpeed: () => speed,
    cpuTimes: () => null,
    mounts: () => [],
    listeners: () => null,
    processCounts: () => null,
    sensors: () => [],
    containers: () => [],
    memoryBytes: () => 0,
  }
}

describe('parseDisks', () => {
  it('leaves out partitions, loops, memory disks and stacked devices, whatever the number of counters', () => {
    const names = (capture: string): string[] => parseDisks(captured(capture), byName()).map(({ name }) => name)
    expect(names('mixed-disks/proc/diskstats')).toEqual(['sda', 'mmcblk0', 'vda', 'nvme0n1', 'sdb', 'sdc'])
    expect(names('kernel-3-vps/proc/diskstats')).toEqual(['sda', 'sdd', 'sdh'])
    expect(names('debian-12/proc/diskstats')).toEqual(['vda'])
  })

  it('counts bytes in sectors of 512', () => {
    const [sda] = parseDisks(captured('mixed-disks/proc/diskstats'), (name) => name === 'sda')
    expect(sda).toEqual({
      name: 'sda',
      readOps: 25354637,
      writeOps: 28444756,
      readBytes: 1003346126 * 512,
      writeBytes: 505697032 * 512,
      busyMs: 9653880,
    })
  })

  it('passes over the short partition lines of 2.6', () => {
    expect(parseDisks('   3    1 hda1 35486 38030 38030 38030\n', () => true)).toEqual([])
  })

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDisks(`8 0 sda ${text}\n${text}`, () => true)))
  })
})

describe('the disk collector', () => {
  const line = (name: string, busy: number): string => `   8       0 ${name} 10 0 20 0 30 0 40 0 0 ${busy} 0\n`
  const utilization = (readings: readonly { values: readonly unknown[] }[]): unknown => readings[0]?.values[4]

  it('says how busy a disk was since its own last reading, and nothing after a reset', () => {
    const tree = new Tree()
    const write = (busy: number): void => tree.write('proc/diskstats', line('sda', busy))
    write(1000)
    const collect = createDiskCollector(sourcesOn(tree))
    expect(utilization(collect(0))).toBeNull()
    write(1250)
    expect(utilization(collect(1000))).toBe(25)
    write(5000)
    expect(utilization(collect(2000))).toBe(100)
    write(3)
    expect(utilization(collect(3000))).toBeNull()
    write(503)
    expect(utilization(collect(4000))).toBe(50)
    tree.delete()
  })

  it('shows a disk put in and forgets one taken out', () => {
    const tree = new Tree()
    const names = (now: number): string[] => collect(now).map(({ instance }) => instance)
    tree.write('proc/diskstats', line('sda', 1))
    const collect = createDiskCollector(sourcesOn(tree))
    expect(names(0)).toEqual(['sda'])
    tree.write('proc/diskstats', line('sda', 1) + line('sdb', 900))
    expect(names(1000)).toEqual(['sda', 'sdb'])
    tree.write('proc/diskstats', line('sdb', 900))
    expect(names(2000)).toEqual(['sdb'])
    tree.delete()
  })
})

describe('parseInterfaces', () => {
  it('takes a number right after the colon, and a colon inside a name', () => {
    const interfaces = parseInterfaces(captured('mixed-disks/proc/net/dev'))
    expect(interfaces.map(({ name }) => name)).toEqual(['tun0', 'veth4B09XN', 'lo', 'eth0', 'lxcbr0', 'wlan0', 'docker0', 'ibr10:30'])
    expect(interfaces[3]).toEqual({
      name: 'eth0',
      rxBytes: 68210035552,
      rxPackets: 520993275,
      rxErrors: 0,
      txBytes: 9315587528,
      txPackets: 43451486,
      txErrors: 0,
    })
  })

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseInterfaces(`eth0: ${text}\n${text}`)))
  })
})

describe('the network collector', () => {
  const line = (name: string, rx: number, tx: number): string => `${name}: ${rx} 1 2 0 0 0 0 0 ${tx} 3 4 0 0 0 0 0\n`

  it('keeps counters cumulative, shows cards put in and forgets those taken out', () => {
    const tree = new Tree()
    tree.write('proc/net/dev', line('eth0', 100, 50))
    const collect = createNetworkCollector(sourcesOn(tree, 8_000_000))
    expect(collect(0)[0]?.values).toEqual([100, 50, 1, 3, 2, 4, null])
    tree.write('proc/net/dev', line('eth0', 500_100, 250_050) + line('eth1', 7, 7))
    const later = collect(1000)
    expect(later.map(({ instance, values }) => [instance, values[6]])).toEqual([
      ['eth0', 50],
      ['eth1', null],
    ])
    tree.write('proc/net/dev', line('eth1', 8, 8))
    expect(collect(2000).map(({ instance }) => instance)).toEqual(['eth1'])
    tree.delete()
  })
})

describe('linkShare', () => {
  const counters = (rxBytes: number, txBytes: number) => ({
    name: 'eth0',
    rxBytes,
    txBytes,
    rxPackets: 0,
    txPackets: 0,
    rxErrors: 0,
    txErrors: 0,
  })

  it('takes the busier direction of the link', () => {
    expect(linkShare(counters(1000, 300), counters(0, 0), 1000, 16_000)).toBe(50)
    expect(linkShare(counters(0, 300), counters(0, 0), 2000, 2400)).toBe(50)
  })

  it('is null without a speed, without a baseline and after a reset, and never above 100', () => {
    expect(linkShare(counters(1000, 0), counters(0, 0), 1000, null)).toBeNull()
    expect(linkShare(counters(1000, 0), undefined, 1000, 1000)).toBeNull()
    expect(linkShare(counters(10, 0), counters(1000, 0), 1000, 1000)).toBeNull()
    expect(linkShare(counters(1e9, 0), counters(0, 0), 1000, 1000)).toBe(100)
    expect(linkShare(counters(1, 0), counters(0, 0), 0, 1000)).toBeNull()
  })
})
