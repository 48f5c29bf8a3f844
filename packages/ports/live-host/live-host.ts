import type { ContainerList, HostInfo, InterfaceInfo, MountInfo, ProcessTable, UnitInfo } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'

/** The machine this process runs on, as sampled just now. */
export interface LiveHost {
  readonly info: HostInfo
  /** False until the first complete sample: figures that need two readings are there once it is true. */
  readonly ready: boolean
  /** The latest live sample (1 s); throws `DomainError('not_ready')` before the first. */
  report(): Report
  interfaces(): readonly InterfaceInfo[]
  mounts(): readonly MountInfo[]
  /** A process table no older than about 2 s; scans when the last one is older. */
  processes(): Promise<ProcessTable>
  /** Every unit known to the service manager, or what the process table and pid files tell where there is none. */
  units(): Promise<readonly UnitInfo[]>
  /** As its engines last told. */
  containers(): ContainerList
}
