/** Counters and amounts as the engine or its cgroup has them; null where there are none. */
export interface RawFigures {
  readonly cpuNs: number | null
  /** Usage without the page cache that can go at any time. */
  readonly memoryUsed: number | null
  readonly memoryLimit: number | null
  readonly rxBytes: number | null
  readonly txBytes: number | null
  readonly readBytes: number | null
  readonly writeBytes: number | null
  readonly pids: number | null
}

/** One container's counters at one instant. */
export interface ContainerFigures extends RawFigures {
  readonly id: string
  readonly name: string
  /** Milliseconds of the clock that never steps. */
  readonly at: number
}
