import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { captured, Tree } from '../test-tree.ts'
import { createBlockDevices, localBlockFolder } from './block-devices.ts'
import { createFiles, type Files } from './files.ts'
import { parseBootTime, parseCpuModel, parseOsRelease, parseRedHatRelease, readHostInfo, readKernelFacts } from './host-info.ts'
import { createLinks } from './links.ts'
import { countListening, createListenerCount } from './listeners.ts'
import { resolvePaths } from './paths.ts'
import { createSensors, milliCelsius } from './sensors.ts'
import { instanceName } from './text.ts'
import { createUserNames, parsePasswd } from './users.ts'

let tree: Tree
let files: Files
beforeEach(() => {
  tree = new Tree()
  files = createFiles()
})
afterEach(() => {
  files.close()
  tree.delete()
})

describe('files', () => {
  it('reads a file anew through the descriptor kept open, also when it grows beyond the buffer', () => {
    tree.write('a', 'one')
    expect(files.text(`${tree.root}/a`)).toBe('one')
    const long = 'x'.repeat(100_000)
    tree.write('a', long)
    expect(files.text(`${tree.root}/a`)).toBe(long)
    tree.write('a', '')
    expect(files.text(`${tree.root}/a`)).toBe('')
  })

  it('is null for what is not there or is no file, and finds it once it comes', () => {
    expect(files.text(`${tree.root}/b`)).toBeNull()
    expect(files.text(tree.root)).toBeNull()
    tree.write('b', 'here')
    expect(Array.from({ length: 30 }, () => files.text(`${tree.root}/b`)).at(-1)).toBe('here')
    expect(files.once(`${tree.root}/c`)).toBeNull()
  })
})

describe('host facts', () => {
  const info = (capture: string) => {
    tree.delete()
    tree = new Tree(capture)
    return readHostInfo(files, resolvePaths({ root: tree.root }))
  }

  it('tells what Debian 12 is', () => {
    const found = info('debian-12')
    expect(found.os).toMatchObject({ name: 'Debian GNU/Linux', version: '12' })
    expect(found.cpu).toEqual({ model: 'Intel(R) Xeon(R) Processor', cores: 2 })
    expect(found.memoryBytes).toBe(Number(/MemTotal: +(\d+)/.exec(captured('debian-12/proc/meminfo'))?.[1]) * 1024)
    expect(found.bootedAt).toBe((parseBootTime(captured('debian-12/proc/stat')) ?? 0) * 1000)
  })

  it.each([
    ['rocky-9', 'Rocky Linux', '9.0'],
    ['sles-15', 'SLES', '15-SP5'],
    ['centos-6', 'CentOS', '6.9'],
  ])('names the distribution of %s', (capture, name, version) => {
    expect(info(capture).os).toMatchObject({ name, version })
  })

  it('names others by their os-release', () => {
    expect(parseOsRelease('NAME="Ubuntu"\nVERSION="22.04.3 LTS (Jammy Jellyfish)"\n')).toEqual({ name: 'Ubuntu', version: '22.04.3 LTS' })
    expect(parseOsRelease('NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n')).toEqual({ name: 'Alpine Linux', version: '3.19.1' })
    expect(parseOsRelease("NAME='Arch Linux'\nBUILD_ID=rolling\n")).toEqual({ name: 'Arch Linux', version: 'rolling' })
    expect(parseOsRelease('')).toEqual({ name: 'Linux', version: '' })
    expect(parseRedHatRelease('Red Hat Enterprise Linux Server release 7.9 (Maipo)')).toEqual({
      name: 'Red Hat Enterprise Linux Server',
      version: '7.9',
    })
  })

  it('finds the processor in the words of each architecture', () => {
    const arm =
      'processor\t: 0\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd\nCPU implementer\t: 0x41\n\nHardware\t: BCM2835\nModel\t\t: Raspberry Pi 4 Model B Rev 1.4\n'
    expect(parseCpuModel(arm)).toBe('Raspberry Pi 4 Model B Rev 1.4')
    expect(parseCpuModel('processor\t: 0\ncpu\t\t: POWER9, altivec supported\nclock\t: 3800MHz\n')).toBe('POWER9, altivec supported')
    expect(parseCpuModel('vendor_id       : IBM/S390\n')).toBe('IBM/S390')
    expect(parseCpuModel('processor : 0\n')).toBeNull()
  })

  it('takes usual page and tick sizes where the kernel does not tell', () => {
    const facts = readKernelFacts(resolvePaths({ root: tree.root }), info('debian-12'))
    expect(facts).toMatchObject({ pageSize: 4096, ticksPerSecond: 100 })
    const auxiliary = Buffer.alloc(48)
    auxiliary.writeBigUInt64LE(6n, 0)
    auxiliary.writeBigUInt64LE(65_536n, 8)
    tree.write('proc/self/auxv', auxiliary)
    expect(readKernelFacts(resolvePaths({ root: tree.root }), info('debian-12')).pageSize).toBe(4096)
    tree.write('proc/self/auxv', auxiliary)
    expect(readKernelFacts(resolvePaths({ root: tree.root }), readHostInfo(files, resolvePaths({ root: tree.root }))).pageSize).toBe(65_536)
  })

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseOsRelease(`NAME=${text}\n${text}`)
        parseRedHatRelease(text)
        parseCpuModel(text)
        parseBootTime(text)
        parsePasswd(text)
      }),
    )
  })
})

describe('user names', () => {
  it('come from the password file, which is read again for a new id after a while', () => {
    let now = 0
    tree.write('etc/passwd', 'root:x:0:0::/root:/bin/sh\nbroken\n')
    const name = createUserNames(files, `${tree.root}/etc/passwd`, () => now)
    expect([name(0), name(1000)]).toEqual(['root', '1000'])
    tree.write('etc/passwd', 'root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/:/bin/sh\n')
    expect(name(1000)).toBe('1000')
    now = 61_000
    expect(name(1000)).toBe('ann')
  })
})

describe('interfaces', () => {
  it('have addresses, speed, state and role', () => {
    const net = (name: string, file: string, text: string): void => tree.write(`sys/class/net/${name}/${file}`, text)
    tree.write(
      'proc/net/dev',
      ['lo', 'eth0', 'eth1', 'bond0', 'docker0', 'veth12ab', 'br-9f', 'wlan0']
        .map((name) => `${name}: 1 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n`)
        .join(''),
    )
    net('eth0', 'speed', '1000\n')
    net('eth0', 'address', '02:fc:00:00:00:01\n')
    net('eth0', 'operstate', 'up\n')
    net('eth1', 'speed', '-1\n')
    net('eth1', 'operstate', 'down\n')
    net('bond0', 'bonding/slaves', 'eth1\n')
    net('lo', 'address', '00:00:00:00:00:00\n')
    net('lo', 'operstate', 'unknown\n')
    net('lo', 'flags', '0x9\n')
    symlinkSync('../bond0', join(tree.root, 'sys/class/net/eth1/master'))
    const links = createLinks(files, resolvePaths({ root: tree.root }), `${tree.root}/proc/net`, {
      addresses: () => ({
        eth0: [
          { family: 'IPv4', address: '192.0.2.2', netmask: '', mac: '', internal: false, cidr: null },
          { family: 'IPv6', address: 'fd00::2', netmask: '', mac: '', internal: false, cidr: null, scopeid: 0 },
        ],
      }),
    })
    const list = links.list()
    expect(list.find(({ name }) => name === 'eth0')).toEqual({
      name: 'eth0',
      ipv4: ['192.0.2.2'],
      ipv6: ['fd00::2'],
      mac: '02:FC:00:00:00:01',
      speed: 1_000_000_000,
      up: true,
      virtual: false,
    })
    expect(list.find(({ name }) => name === 'lo')).toMatchObject({ mac: null, up: true, speed: null, virtual: true })
    expect(list.find(({ name }) => name === 'eth1')).toMatchObject({ up: false, speed: null, virtual: true })
    expect(list.filter((each) => !each.virtual).map(({ name }) => name)).toEqual(['eth0', 'bond0', 'wlan0'])
    net('eth0', 'speed', '100\n')
    expect(links.speed('eth0')).toBe(1_000_000_000)
    links.refresh()
    expect(links.speed('eth0')).toBe(100_000_000)
  })
})

describe('block devices', () => {
  it('are disks when the kernel lists them with a size', () => {
    tree.write('sys/block/xvda1/size', '1000\n')
    tree.write('sys/block/nbd0/size', '0\n')
    tree.write('sys/block/cciss!c0d0/size', '5\n')
    mkdirSync(join(tree.root, 'sys/block/sda'), { recursive: true })
    const { isDisk } = createBlockDevices(localBlockFolder(`${tree.root}/sys`))
    expect(['xvda1', 'nbd0', 'cciss/c0d0', 'sda1', 'dm-0'].map(isDisk)).toEqual([true, false, true, false, false])
  })
})

describe('listening sockets', () => {
  it('are counted up to the first connection, half-open ones between them passed over', () => {
    tree.write('proc/net/tcp', captured('kernel-3-vps/proc/net/tcp'))
    expect(countListening(`${tree.root}/proc/net/tcp`)).toBe(15)
    expect(countListening(`${tree.root}/nothing`)).toBeNull()
  })

  it('are counted without reading on through a flood', () => {
    const line = (i: number, state: string): string =>
      `${i}: 0100007F:1F90 0100007F:8500 ${state} 00000000:00000000 03:00000860 00000000 0 0 0\n`
    tree.write('proc/net/tcp', `  sl  local_address rem_address   st\n${line(0, '0A')}${line(1, '03').repeat(20_000)}${line(2, '0A')}`)
    expect(countListening(`${tree.root}/proc/net/tcp`)).toBe(1)
  })

  it('are counted at most every 15 s', () => {
    tree.write('proc/net/tcp', 'sl local rem st\n0: A B 0A\n')
    const listeners = createListenerCount(`${tree.root}/proc/net`)
    expect(listeners(0)).toBe(1)
    tree.write('proc/net/tcp6', 'sl local rem st\n0: A B 0A\n')
    expect(listeners(14_000)).toBe(1)
    expect(listeners(15_000)).toBe(2)
  })
})

describe('sensors', () => {
  it('are chips with their labels, and thermal zones that are no chip', async () => {
    const sys = (path: string, text: string): void => tree.write(`sys/class/${path}`, text)
    sys('hwmon/hwmon0/name', 'coretemp\n')
    sys('hwmon/hwmon0/temp1_input', '50000\n')
    sys('hwmon/hwmon0/temp1_label', 'Package id 0\n')
    sys('hwmon/hwmon0/temp10_input', '48000\n')
    sys('hwmon/hwmon0/temp2_input', '47000\n')
    sys('hwmon/hwmon1/name', 'nvme\n')
    sys('hwmon/hwmon1/temp1_input', '30000\n')
    sys('hwmon/hwmon2/name', 'nvme\n')
    sys('hwmon/hwmon2/temp1_input', 'broken\n')
    sys('hwmon/hwmon3/device/name', 'it8720\n')
    sys('hwmon/hwmon3/device/temp1_input', '-128000\n')
    sys('hwmon/hwmon4/name', 'fan only\n')
    sys('thermal/thermal_zone0/type', 'acpitz\n')
    sys('thermal/thermal_zone0/temp', '27800\n')
    sys('thermal/thermal_zone1/type', 'coretemp\n')
    sys('thermal/thermal_zone1/temp', '50000\n')
    const sensors = createSensors(`${tree.root}/sys`)
    expect(sensors.latest()).toEqual([])
    await sensors.refresh()
    expect(sensors.latest()).toEqual([
      { name: 'coretemp Package id 0', celsius: 50 },
      { name: 'coretemp temp2', celsius: 47 },
      { name: 'coretemp temp10', celsius: 48 },
      { name: 'nvme', celsius: 30 },
      { name: 'nvme #2', celsius: null },
      { name: 'it8720', celsius: null },
      { name: 'acpitz', celsius: 27.8 },
    ])
  })

  it('are null for what is no temperature', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const celsius = milliCelsius(text)
        expect(celsius === null || (celsius > -100 && celsius < 250)).toBe(true)
      }),
    )
  })
})

describe('instanceName', () => {
  it('fits a report frame whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const fitted = instanceName(name)
        expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(255)
        expect(fitted.isWellFormed()).toBe(true)
        if (Buffer.byteLength(name) <= 255) expect(fitted).toBe(name.toWellFormed())
      }),
    )
  })
})
