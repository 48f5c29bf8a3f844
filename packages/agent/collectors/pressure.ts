import { reading } from '@hyperion/domain/metrics'
import { finite } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createPressureCollector: CollectorFactory = (sources) => () => {
  const read = (resource: string): Pressure => {
    const text = sources.files.text(`${sources.paths.proc}/pressure/${resource}`)
    return text === null ? { some: null, full: null } : parsePressure(text)
  }
  const [cpu, memory, io] = [read('cpu'), read('memory'), read('io')]
  if (cpu.some === null && memory.some === null && io.some === null) return []
  return [
    reading('pressure', '', {
      cpu_some: cpu.some,
      memory_some: memory.some,
      memory_full: memory.full,
      io_some: io.some,
      io_full: io.full,
    }),
  ]
}

export interface Pressure {
  readonly some: number | null
  readonly full: number | null
}

/** One file of `/proc/pressure`: percent of the last 10 s in which some, and all, tasks waited. */
export function parsePressure(text: string): Pressure {
  const average = (kind: string): number | null => finite(new RegExp(`^${kind} avg10=([\\d.]+)`, 'm').exec(text)?.[1])
  return { some: average('some'), full: average('full') }
}
