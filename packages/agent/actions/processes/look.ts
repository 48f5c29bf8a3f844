import { readFileSync } from 'node:fs'
import type { ProcessState } from '@hyperion/domain/hosts'
import { readKernelFacts } from '../../linux/host-info.ts'
import { emptyProcessStat, parseProcessStat } from '../../linux/process-stat.ts'
import { commandOf, fullName } from '../../linux/processes.ts'
import type { Environment } from '../environment.ts'
import { shown } from './shown.ts'

/** A process as the kernel shows it at this very instant. */
export interface Look {
  readonly pid: number
  readonly parent: number
  readonly name: string
  /** As the table tells it. */
  readonly command: string
  readonly arguments: readonly string[]
  readonly state: ProcessState
  readonly nice: number
  readonly threads: number
  readonly residentBytes: number
  readonly kernelThread: boolean
  /** Ticks after boot; with the pid it identifies a process. */
  readonly startTicks: number
  /** Epoch ms. */
  readonly startedAt: number
}

/** Where the kernel shows the processes that this one can reach. */
export const OWN_PROC = '/proc'

/** Whether processes can be looked at one by one here. */
export function canLook({ paths }: Pick<Environment, 'paths'>): boolean {
  return read(`${paths.proc}/1/stat`) !== null
}

/** Null when there is none of this number. Synchronous: nothing of ours comes between it and what is done next. */
export function look({ host, paths }: Pick<Environment, 'host' | 'paths'>, pid: number, proc = paths.proc): Look | null {
  const bytes = read(`${proc}/${pid}/stat`)
  const stat = emptyProcessStat()
  if (!bytes || !parseProcessStat(bytes, bytes.length, stat)) return null
  const short = bytes.toString('utf8', stat.nameStart, stat.nameEnd)
  const line = stat.kernelThread ? null : read(`${proc}/${pid}/cmdline`)
  // As much as the table reads of it, so that both tell the same.
  const words = line ? commandOf(line, Math.min(line.length, TABLE_BYTES)) : []
  const { pageSize, ticksPerSecond, bootedAt } = readKernelFacts(paths, host.info)
  return {
    pid,
    parent: stat.parent,
    name: shown(fullName(short, words), 255),
    command: shown(words.join(' ').trim() || `[${short}]`),
    arguments: line ? commandOf(line, line.length) : [],
    state: stat.state,
    nice: stat.nice,
    threads: stat.threads,
    residentBytes: stat.rssPages * pageSize,
    kernelThread: stat.kernelThread,
    startTicks: stat.startTicks,
    startedAt: Math.round(bootedAt + (stat.startTicks * 1000) / ticksPerSecond),
  }
}

const TABLE_BYTES = 4096

function read(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}
