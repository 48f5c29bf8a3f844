/** What a host is, as opposed to what it measures: changes rarely, read once and re-read when it may have changed. */
export interface HostInfo {
  readonly hostname: string
  readonly os: {
    /** Distribution or product name, e.g. `Ubuntu`. */
    readonly name: string
    readonly version: string
    /** Machine name as `uname -m` prints it, e.g. `x86_64`. */
    readonly architecture: string
    readonly kernel: string
  }
  readonly cpu: { readonly model: string | null; readonly cores: number }
  readonly memoryBytes: number
  /** Epoch ms of the last boot. */
  readonly bootedAt: number
}

/** Address facts of a network interface, beside its metrics. */
export interface InterfaceInfo {
  readonly name: string
  readonly ipv4: readonly string[]
  readonly ipv6: readonly string[]
  readonly mac: string | null
  /** Link speed in bits per second; null when unknown. */
  readonly speed: number | null
  readonly up: boolean
  /** Loopback, bridge, container pair and the like: left out of the contracts unless asked. */
  readonly virtual: boolean
}

/** Where a machine of a cloud runs, as the provider's metadata service tells it. */
export interface CloudPlacement {
  /** `aws`, `azure`, `gcp` or `oci`. */
  readonly provider: string
  readonly region: string | null
  readonly instanceType: string | null
}

export interface MountInfo {
  readonly mount: string
  readonly device: string
  readonly type: string
  /** The file system did not answer in time (a dead NFS server, say): its figures are missing. */
  readonly stuck: boolean
}

export type ProcessState = 'running' | 'sleeping' | 'stopped' | 'zombie'

export interface ProcessInfo {
  readonly pid: number
  readonly parent: number
  readonly name: string
  /** Full command line, or `[name]` for a kernel thread. */
  readonly command: string
  readonly user: string
  readonly state: ProcessState
  /** One core is 100, since the previous scan. */
  readonly cpuPercent: number
  /** Resident set as percent of the host's memory. */
  readonly memoryPercent: number
  readonly memoryBytes: number
  readonly threads: number
  /** From −20, served first, to 19; null where the system does not tell. */
  readonly nice: number | null
  /** A part of the kernel that looks like a process. */
  readonly kernelThread: boolean
  /** Epoch ms; with the pid it identifies a process. */
  readonly startedAt: number
}

export interface ProcessTable {
  readonly at: number
  readonly counts: Readonly<Record<ProcessState, number>>
  readonly processes: readonly ProcessInfo[]
}

export const UNIT_STATES = ['running', 'stopped', 'failed', 'starting', 'stopping', 'unknown'] as const

export type UnitState = (typeof UNIT_STATES)[number]

/** An operating-system service. */
export interface UnitInfo {
  /** Without the `.service` ending. */
  readonly name: string
  readonly description: string
  readonly state: UnitState
  /** Epoch ms when it began to run; null unless running. */
  readonly since: number | null
  readonly enabled: boolean | null
  /** How often it failed since its host began to count, those times too after which it was started again at once; left out for never. */
  readonly failures?: number | undefined
  /** What it runs since then, where operators put it there; left out for what packages bring, and where it is not seen. */
  readonly program?: UnitProgram | undefined
}

/** A file that a service runs. */
export interface UnitProgram {
  /** Links followed. */
  readonly file: string
  /** Epoch ms. */
  readonly changedAt: number
}

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'unknown'

export interface ContainerInfo {
  /** `docker`, `podman`, or `podman:1000` for the one of a user. */
  readonly engine: string
  /** As the engine knows it: 64 hexadecimal digits. */
  readonly id: string
  /** Unique on the host: where two engines have the same one, the later says whose it is, `web (podman)`. */
  readonly name: string
  readonly image: string
  readonly state: ContainerState
  /** How the last run ended; null while there is none that did. */
  readonly exitCode: number | null
  /** What its health check says; null without one. */
  readonly health: 'healthy' | 'unhealthy' | 'starting' | null
  /** Epoch ms. */
  readonly createdAt: number
  /** Of the run under way; null when there is none, or it is not known. */
  readonly startedAt: number | null
}

/** The containers of a host, as its engines last told. */
export interface ContainerList {
  /** Those that answer. */
  readonly engines: readonly string[]
  readonly containers: readonly ContainerInfo[]
  /** Why an engine cannot be asked, one line each. */
  readonly troubles: readonly string[]
}

/** Everything that an agent tells of its host apart from measurements. */
export interface HostInventory {
  readonly info: HostInfo
  readonly interfaces: readonly InterfaceInfo[]
  readonly mounts: readonly MountInfo[]
  readonly cloud: CloudPlacement | null
  /** Left out where nothing tells. */
  readonly packages?: PackageRun | undefined
}

/** The last time that packages were changed, all in one go. */
export interface PackageRun {
  /** As the host's package manager wrote it, in the host's own time; another run has another one. */
  readonly at: string
  /** Of packages. */
  readonly count: number
  /** The first of them: `curl 8.4.0-1 → 8.5.0-1`, `curl + 8.5.0-1` for one that was not there before, `curl − 8.4.0-1` for one that is gone. */
  readonly changes: readonly string[]
}
