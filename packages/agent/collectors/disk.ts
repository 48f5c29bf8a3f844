import { type Reading, reading } from '@hyperion/domain/metrics'
import { eachLine, instanceName, numbersIn, percent } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export interface DiskCounters {
  readonly name: string
  readonly readBytes: number
  readonly writeBytes: number
  readonly readOps: number
  readonly writeOps: number
  readonly busyMs: number
}

export const createDiskCollector: CollectorFactory = (sources) => {
  let busy = new Map<string, number>()
  let before = Number.NaN
  return (now) => {
    const text = sources.files.text(`${sources.paths.proc}/diskstats`)
    if (text === null) return []
    const elapsed = now - before
    const current = new Map<string, number>()
    const readings: Reading[] = []
    for (const disk of parseDisks(text, sources.isDisk)) {
      const utilization = busyShare(disk.busyMs, busy.get(disk.name), elapsed)
      current.set(disk.name, disk.busyMs)
      readings.push(diskReading(disk, utilization))
    }
    busy = current
    before = now
    return readings
  }
}

function busyShare(busyMs: number, before: number | undefined, elapsed: number): number | null {
  return before === undefined || busyMs < before ? null : percent(busyMs - before, elapsed)
}

function diskReading(disk: DiskCounters, utilization: number | null): Reading {
  return reading('disk', instanceName(disk.name), {
    read_bytes: disk.readBytes,
    write_bytes: disk.writeBytes,
    read_ops: disk.readOps,
    write_ops: disk.writeOps,
    utilization,
  })
}

/** `/proc/diskstats` counts in sectors of 512 bytes whatever the device's own. */
const SECTOR = 512
const COUNTERS = 10

/** The devices of `/proc/diskstats` that `isDisk` accepts. */
export function parseDisks(text: string, isDisk: (name: string) => boolean): DiskCounters[] {
  const disks: DiskCounters[] = []
  eachLine(text, (line) => {
    const match = /^\s*\d+\s+\d+\s+(\S+)\s/.exec(line)
    const name = match?.[1]
    if (!match || name === undefined || !isDisk(name)) return
    const counters = numbersIn(line, match[0].length, COUNTERS)
    // Partitions of 2.6 kernels have four numbers only.
    if (counters.length < COUNTERS) return
    const [readOps = 0, , sectorsRead = 0, , writeOps = 0, , sectorsWritten = 0, , , busyMs = 0] = counters
    disks.push({ name, readOps, writeOps, readBytes: sectorsRead * SECTOR, writeBytes: sectorsWritten * SECTOR, busyMs })
  })
  return disks
}
