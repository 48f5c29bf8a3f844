import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captured } from '../test-tree.ts'
import { parseEstablished, socketsInUse } from './connections.ts'
import { filesystemValues } from './filesystem.ts'
import { parseLoad } from './load.ts'
import { parsePressure } from './pressure.ts'
import { parseUptime } from './system.ts'

describe('small kernel files', () => {
  it('reads the load', () => {
    expect(parseLoad('0.02 0.04 0.05 1/497 11947\n')).toEqual({ one: 0.02, five: 0.04, fifteen: 0.05 })
    expect(parseLoad('')).toBeNull()
    expect(parseLoad('0.1 nan')).toBeNull()
  })

  it('reads the uptime', () => {
    expect(parseUptime('350735.47 234388.90\n')).toBe(350735.47)
    expect(parseUptime('')).toBeNull()
  })

  it('reads pressure, with or without its line for all tasks', () => {
    expect(parsePressure('some avg10=0.70 avg60=1.08 avg300=0.55 total=14036781\n')).toEqual({ some: 0.7, full: null })
    expect(parsePressure('some avg10=0.10 avg60=0 avg300=0 total=1\nfull avg10=12.50 avg60=0 avg300=0 total=1\n')).toEqual({
      some: 0.1,
      full: 12.5,
    })
  })

  it('reads socket counts, also those of Red Hat 4', () => {
    expect(socketsInUse(captured('rhel-4/proc/net/sockstat'), 'TCP:')).toBe(4)
    expect(socketsInUse(captured('rhel-4/proc/net/sockstat'), 'UDP:')).toBe(0)
    expect(socketsInUse(captured('mixed-disks/proc/net/sockstat6'), 'TCP6:')).toBe(17)
    expect(socketsInUse(captured('mixed-disks/proc/net/sockstat6'), 'UDP6:')).toBe(9)
    expect(socketsInUse('', 'TCP:')).toBeNull()
  })

  it('finds established connections by the heading of their column', () => {
    expect(parseEstablished(captured('mixed-disks/proc/net/snmp'))).toBe(0)
    expect(parseEstablished('Tcp: Before CurrEstab\nTcp: -1 50000\nUdp: A\nUdp: 3\n')).toBe(50_000)
    expect(parseEstablished('Tcp: A B\nTcp: 1 2\n')).toBeNull()
  })

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseLoad(text)
        parseUptime(text)
        parsePressure(text)
        socketsInUse(`TCP: inuse ${text}`, 'TCP:')
        parseEstablished(`Tcp: ${text}\nTcp: ${text}`)
      }),
    )
  })
})

describe('filesystemValues', () => {
  it('counts as df does: used is what is not free, of the whole size', () => {
    expect(filesystemValues({ blockSize: 4096, blocks: 1000, free: 400, available: 350, files: 10, filesFree: 4 })).toEqual({
      total: 4_096_000,
      used: 2_457_600,
      available: 1_433_600,
      usage: 60,
      inodes_total: 10,
      inodes_used: 6,
    })
  })

  it('has no inodes where a file system has no table of them, and no usage without blocks', () => {
    const values = filesystemValues({ blockSize: 4096, blocks: 0, free: 0, available: 0, files: 0, filesFree: 0 })
    expect(values).toMatchObject({ usage: null, inodes_total: null, inodes_used: null })
  })
})
