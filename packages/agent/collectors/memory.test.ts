import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captured } from '../test-tree.ts'
import { memoryValues, parseMemory, parseShrinkableArc } from './memory.ts'

const KIB = 1024

describe('parseMemory', () => {
  it('takes MemAvailable where the kernel estimates it', () => {
    const memory = parseMemory(captured('ubuntu-17.10/proc/meminfo'))
    expect(memory).toEqual({
      total: 4042048 * KIB,
      available: 3651940 * KIB,
      cached: 1248984 * KIB,
      buffers: 33316 * KIB,
      swapTotal: 1048572 * KIB,
      swapFree: 1048572 * KIB,
    })
  })

  it('estimates it before 3.14: shared memory is no cache, reclaimable slab is', () => {
    const memory = parseMemory(captured('kernel-3-vps/proc/meminfo'))
    expect(memory?.available).toBe((92096 + 44304 + 681228 - 5624 + 45068) * KIB)
    expect(memoryValues(memory as NonNullable<typeof memory>, 0).swap_used).toBe(4 * KIB)
  })

  it('reads the older layout of 2.4, with its table at the top', () => {
    const text = '        total:    used:    free:\nMem:  1 2 3\nMemTotal:  1000 kB\nMemFree:  400 kB\nCached: 100 kB\n'
    expect(parseMemory(text)).toMatchObject({ total: 1000 * KIB, available: 500 * KIB, buffers: null, swapTotal: null })
  })

  it('is null without a total', () => {
    expect(parseMemory('')).toBeNull()
    expect(parseMemory('MemTotal: 0 kB\nMemFree: 0 kB\n')).toBeNull()
  })

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseMemory(`MemTotal: 10 kB\n${text}`)))
    fc.assert(fc.property(fc.string(), (text) => void parseShrinkableArc(text)))
  })
})

describe('memoryValues', () => {
  const memory = { total: 1000, available: 300, cached: 5, buffers: null, swapTotal: 100, swapFree: 120 }

  it('counts what ZFS would give back as available', () => {
    const shrinkable = parseShrinkableArc(captured('mixed-disks/proc/spl/kstat/zfs/arcstats'))
    expect(shrinkable).toBe(1603939792 - 33554432)
    expect(memoryValues(memory, 200)).toMatchObject({ used: 500, available: 500, usage: 50, buffers: null })
  })

  it('never goes below zero', () => {
    expect(memoryValues(memory, shrinkableBeyondTotal)).toMatchObject({ used: 0, available: 1000, usage: 0, swap_used: 0 })
    expect(parseShrinkableArc('c_min 4 100\nsize 4 10\n')).toBe(0)
  })
})

const shrinkableBeyondTotal = 5000
