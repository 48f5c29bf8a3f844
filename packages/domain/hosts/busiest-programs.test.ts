import { expect, it } from 'vitest'
import { BusiestPrograms } from './busiest-programs.ts'
import type { BusyProcess } from './process-snapshot.ts'

const MINUTE = 60_000

function process(pid: number, name: string, cpuPercent: number, more: Partial<BusyProcess> = {}): BusyProcess {
  return {
    pid,
    name,
    command: `${name} ${pid}`,
    user: 'app',
    cpuPercent,
    memoryBytes: 100,
    threads: 1,
    startedAt: pid,
    ended: false,
    ...more,
  }
}

it('adds up processes of one name and user, over the time that snapshots tell of', () => {
  const tally = new BusiestPrograms()
  tally.add({ at: 1 * MINUTE, spanMs: MINUTE, total: 9, processes: [process(1, 'make', 40), process(2, 'make', 60), process(3, 'db', 30)] })
  tally.add({
    at: 2 * MINUTE,
    spanMs: MINUTE,
    total: 9,
    processes: [process(2, 'make', 20, { ended: true }), process(3, 'db', 30, { memoryBytes: 300 })],
  })
  tally.add({ at: 4 * MINUTE, spanMs: 2 * MINUTE, total: 9, processes: [process(9, 'db', 5, { user: 'root' })] })
  expect([tally.snapshots, tally.spanMs]).toEqual([3, 4 * MINUTE])
  expect(tally.result()).toEqual([
    {
      ...{ name: 'make', user: 'app', command: 'make 2', cpuPercent: 30, cpuPeak: 100, cpuPeakAt: MINUTE },
      ...{ memoryBytes: 100, memoryPeak: 200, processes: 2, lastSeen: 2 * MINUTE },
    },
    {
      ...{ name: 'db', user: 'app', command: 'db 3', cpuPercent: 15, cpuPeak: 30, cpuPeakAt: MINUTE },
      ...{ memoryBytes: 200, memoryPeak: 300, processes: 1, lastSeen: 2 * MINUTE },
    },
    {
      ...{ name: 'db', user: 'root', command: 'db 9', cpuPercent: 2.5, cpuPeak: 5, cpuPeakAt: 4 * MINUTE },
      ...{ memoryBytes: 100, memoryPeak: 100, processes: 1, lastSeen: 4 * MINUTE },
    },
  ])
})

it('is nothing at first, and takes a snapshot without a span', () => {
  const tally = new BusiestPrograms()
  expect(tally.result()).toEqual([])
  tally.add({ at: 5, spanMs: 0, total: 1, processes: [process(1, 'init', 0)] })
  expect(tally.result()).toMatchObject([{ name: 'init', cpuPercent: 0, memoryBytes: 100 }])
})
