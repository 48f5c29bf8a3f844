import type { ProcessState } from '@hyperion/domain/hosts'
import type { ContainerFigures } from '../containers/figures.ts'
import type { CpuTimes } from './cpu-times.ts'
import type { Files } from './files.ts'
import type { MountUsage } from './mounts.ts'
import type { Paths } from './paths.ts'

export type ProcessCounts = Readonly<Record<ProcessState, number>>

/** A temperature sensor as last read; null when it did not answer. */
export interface SensorReading {
  readonly name: string
  readonly celsius: number | null
}

/** What collectors read from. Shared by all of them: baselines belong to the collectors, never to a source. */
export interface Sources {
  readonly files: Files
  readonly paths: Paths
  /** `/proc/net`, or the host's own when this process lives in another network namespace. */
  readonly net: string
  /** `/proc/stat`, read and parsed once for all that ask at the same instant. */
  cpuTimes(now: number): CpuTimes | null
  /** File systems as last measured off the sampling path. */
  mounts(): readonly MountUsage[]
  /** Link speed in bits per second, null when unknown. */
  linkSpeed(name: string): number | null
  /** False for a partition, a loop device and the like, whose figures another device already has. */
  isDisk(name: string): boolean
  /** TCP sockets listening, counted now and then. */
  listeners(now: number): number | null
  /** Processes by state at the last scan. */
  processCounts(): ProcessCounts | null
  sensors(): readonly SensorReading[]
  /** Counters of the containers that run. */
  containers(now: number): readonly ContainerFigures[]
  /** Of the whole machine. */
  memoryBytes(): number
}
