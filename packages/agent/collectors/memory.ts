import { reading } from '@hyperion/domain/metrics'
import { eachLine, finite, percent } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createMemoryCollector: CollectorFactory = (sources) => () => {
  const text = sources.files.text(`${sources.paths.proc}/meminfo`)
  const memory = text === null ? null : parseMemory(text)
  if (!memory) return []
  const arc = sources.files.text(`${sources.paths.proc}/spl/kstat/zfs/arcstats`)
  return [reading('memory', '', memoryValues(memory, arc === null ? 0 : parseShrinkableArc(arc)))]
}

export interface Memory {
  readonly total: number
  readonly available: number
  readonly cached: number | null
  readonly buffers: number | null
  readonly swapTotal: number | null
  readonly swapFree: number | null
}

/** `/proc/meminfo` in bytes, or null when it does not say how much memory there is. */
export function parseMemory(text: string): Memory | null {
  const fields = new Map<string, number>()
  eachLine(text, (line) => {
    const colon = line.indexOf(':')
    if (colon < 0) return
    const value = Number.parseInt(line.slice(colon + 1), 10)
    if (value >= 0) fields.set(line.slice(0, colon), value * 1024)
  })
  const total = fields.get('MemTotal')
  const free = fields.get('MemFree')
  if (!total || free === undefined) return null
  return {
    total,
    available: fields.get('MemAvailable') ?? estimateAvailable(fields, free),
    cached: fields.get('Cached') ?? null,
    buffers: fields.get('Buffers') ?? null,
    swapTotal: fields.get('SwapTotal') ?? null,
    swapFree: fields.get('SwapFree') ?? null,
  }
}

/** Kernels before 3.14 leave the estimate to us: shared memory is counted as cache there but cannot be given back. */
function estimateAvailable(fields: ReadonlyMap<string, number>, free: number): number {
  const of = (name: string): number => fields.get(name) ?? 0
  return free + of('Buffers') + Math.max(0, of('Cached') - of('Shmem')) + of('SReclaimable')
}

/** What of ZFS's cache the kernel does not count as available although ZFS would give it back: size above its minimum. */
export function parseShrinkableArc(text: string): number {
  let size = 0
  let least = 0
  eachLine(text, (line) => {
    const [name, , value] = line.trim().split(/\s+/, 3)
    if (name === 'size') size = finite(value) ?? 0
    else if (name === 'c_min') least = finite(value) ?? 0
  })
  return Math.max(0, size - least)
}

export function memoryValues(memory: Memory, shrinkable: number): Record<string, number | null> {
  const available = Math.min(memory.total, memory.available + shrinkable)
  const used = memory.total - available
  return {
    total: memory.total,
    used,
    available,
    cached: memory.cached,
    buffers: memory.buffers,
    usage: percent(used, memory.total),
    swap_total: memory.swapTotal,
    swap_used: memory.swapTotal === null || memory.swapFree === null ? null : Math.max(0, memory.swapTotal - memory.swapFree),
  }
}
