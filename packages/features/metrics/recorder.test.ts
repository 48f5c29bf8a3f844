import { DomainError } from '@hyperion/domain/errors'
import { decodeReport, type Report, reading } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { beforeEach, describe, expect, it } from 'vitest'
import { Recorder } from './recorder.ts'

class SometimesFullStore {
  full = false
  readonly stored: number[] = []

  async append(frames: readonly HostFrame[]) {
    if (this.full) throw new DomainError('storage_unavailable', 'database or disk is full')
    for (const { frame } of frames) this.stored.push(decodeReport(frame).at)
    return { appended: frames.length, duplicates: 0, malformed: 0 }
  }
}

const report = (at: number): Report => ({ at, readings: [reading('load', '', { one: 1 })] })
const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

describe('recorder', () => {
  let clock: TestClock
  let store: SometimesFullStore
  let lines: string[]
  let recorder: Recorder

  const start = (maxPendingBytes?: number): void => {
    recorder = new Recorder({ store, clock, log: (line) => lines.push(line), ...(maxPendingBytes && { maxPendingBytes }) })
  }

  beforeEach(() => {
    clock = new TestClock(1_000_000)
    store = new SometimesFullStore()
    lines = []
    start()
  })

  it('writes each report once', async () => {
    recorder.record(1, report(1))
    recorder.record(1, report(2))
    await recorder.stop()
    expect(store.stored).toEqual([1, 2])
    expect(recorder.degraded()).toBeNull()
  })

  it('keeps reports while the store fails and writes them in order once it works', async () => {
    store.full = true
    for (let at = 1; at <= 5; at++) {
      recorder.record(1, report(at))
      await settle()
      await clock.advance(15_000)
      await settle()
    }
    expect(store.stored).toEqual([])
    expect(recorder.degraded()).toBe('metric storage: database or disk is full; 5 reports kept in memory')
    expect(lines).toEqual(['metric storage: database or disk is full; reports are kept in memory until it works again'])
    store.full = false
    await clock.advance(30_000)
    await settle()
    expect(store.stored).toEqual([1, 2, 3, 4, 5])
    expect(recorder.degraded()).toBeNull()
    expect(lines[1]).toBe('metric storage works again; 0 reports were lost meanwhile')
  })

  it('drops the oldest when memory is used up, and says how many', async () => {
    start(130)
    store.full = true
    for (let at = 1; at <= 10; at++) {
      recorder.record(1, report(at))
      await settle()
    }
    expect(recorder.degraded()).toMatch(/5 reports kept in memory, 5 oldest dropped$/)
    store.full = false
    await recorder.stop()
    expect(store.stored).toEqual([6, 7, 8, 9, 10])
  })

  it('says on stop what could not be written', async () => {
    store.full = true
    recorder.record(1, report(1))
    await recorder.stop()
    expect(lines.at(-1)).toBe('metric storage: 1 reports could not be written before the end')
  })
})
