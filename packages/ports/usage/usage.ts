/** Rows that the tasks of the Hyperion interfaces document record; times in epoch ms, sizes in bytes. */
export interface UsageSample {
  readonly at: number
  /** Percent of the whole machine. */
  readonly usage: number
}

export interface NetworkUsage {
  readonly at: number
  readonly interface: string
  /** Cumulative bytes. */
  readonly received: number
  readonly sent: number
}

export interface StorageUsage {
  readonly at: number
  readonly mountPoint: string
  readonly total: number
  readonly used: number
  readonly free: number
}

export interface UsageStore {
  addCpu(sample: UsageSample): Promise<void>
  addMemory(sample: UsageSample): Promise<void>
  addNetwork(rows: readonly NetworkUsage[]): Promise<void>
  addStorage(rows: readonly StorageUsage[]): Promise<void>
  /** Rows newest first, at most `limit`. */
  cpu(limit: number): Promise<readonly UsageSample[]>
  memory(limit: number): Promise<readonly UsageSample[]>
  network(limit: number): Promise<readonly NetworkUsage[]>
  storage(limit: number): Promise<readonly StorageUsage[]>
  deleteBefore(at: number): Promise<void>
}
