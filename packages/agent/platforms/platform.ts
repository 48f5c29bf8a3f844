import type { ContainerList, HostInfo, InterfaceInfo, MountInfo, ProcessSnapshot, ProcessTable, UnitInfo } from '@hyperion/domain/hosts'
import type { GroupId } from '@hyperion/domain/metrics'
import type { Collect } from '../collectors/index.ts'

/** What an operating system has to offer for a host of it to be watched. */
export interface Platform {
  /** Collectors with baselines of their own. */
  createCollectors(): Readonly<Record<GroupId, Collect>>
  /** The work that must not hold up sampling, each part when it is due; settles when what was due is done. */
  refresh(now: number): Promise<void>
  info(): HostInfo
  interfaces(): readonly InterfaceInfo[]
  /** Whether an interface is left out of the history: its traffic is another interface's too, or it comes and goes. */
  isVirtual(name: string): boolean
  mounts(): readonly MountInfo[]
  processes(): Promise<ProcessTable>
  /** What used most since the last snapshot. */
  snapshot(): Promise<ProcessSnapshot>
  units(): Promise<readonly UnitInfo[]>
  containers(): ContainerList
  close(): void
}
