import type { ContainerList, HostInfo } from '@hyperion/domain/hosts'
import type { GroupId } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import { COLLECTORS, type Collect } from '../collectors/index.ts'
import { createContainerWatch, NO_WATCH } from '../containers/container-watch.ts'
import { createBlockDevices, localBlockFolder } from '../linux/block-devices.ts'
import { type CpuTimes, parseCpuTimes } from '../linux/cpu-times.ts'
import { createFiles } from '../linux/files.ts'
import { readHostInfo, readKernelFacts } from '../linux/host-info.ts'
import { type Addresses, createLinks } from '../linux/links.ts'
import { createListenerCount } from '../linux/listeners.ts'
import { createMountWatch, type StatFs } from '../linux/mount-watch.ts'
import { networkFolder, type Paths } from '../linux/paths.ts'
import { createProcessScanner } from '../linux/processes.ts'
import { statfs } from '../linux/reading.ts'
import { createSensors } from '../linux/sensors.ts'
import type { Sources } from '../linux/sources.ts'
import { createUserNames } from '../linux/users.ts'
import { createUnits } from '../units/units.ts'
import type { Platform } from './platform.ts'
import { createRefresher } from './refresher.ts'

export interface LinuxOptions {
  readonly paths: Paths
  readonly clock: Clock
  readonly monotonic: () => number
  readonly diskMount: string
  readonly log: (message: string) => void
  readonly onContainers?: (list: ContainerList) => void
  /** Told within a moment when a service of the system fails, or is well again. */
  readonly onUnits?: (() => void) | undefined
  /** Where `DOCKER_HOST` says that an engine listens. */
  readonly dockerHost?: string
  /** False: no container engine is asked. */
  readonly watchContainers?: boolean
  readonly statfs?: StatFs
  readonly addresses?: () => Addresses
}

const MOUNTS_MS = 10_000
const SENSORS_MS = 10_000
const DEVICES_MS = 30_000
const INFO_MS = 60_000

export function createLinuxPlatform(options: LinuxOptions): Platform {
  const { paths, clock, monotonic, log, diskMount } = options
  const files = createFiles()
  const net = networkFolder(paths)
  let info: HostInfo = readHostInfo(files, paths)
  const { bootedAt } = info
  const links = createLinks(files, paths, net, options.addresses && { addresses: options.addresses })
  const devices = createBlockDevices(localBlockFolder(paths.sys))
  const sensors = createSensors(paths.sys)
  const mounts = createMountWatch({ files, paths, clock, diskMount, log, statfs: options.statfs ?? measure })
  const userName = createUserNames(files, `${paths.etc}/passwd`, monotonic)
  const scanner = createProcessScanner({ proc: paths.proc, clock, monotonic, facts: readKernelFacts(paths, info), userName })
  const units = createUnits({ paths, clock, monotonic, log, processes: () => scanner.outline(), onChange: options.onUnits })
  const listeners = createListenerCount(net)
  const memoryBytes = (): number => info.memoryBytes
  const { dockerHost, watchContainers = true, onContainers: onChange = () => {} } = options
  const engines = { files, paths, clock, monotonic, memoryBytes, onChange, dockerHost }
  const containers = watchContainers ? createContainerWatch(engines) : NO_WATCH
  const sources: Sources = {
    files,
    paths,
    net,
    cpuTimes: sharedCpuTimes(() => files.text(`${paths.proc}/stat`)),
    mounts: mounts.latest,
    linkSpeed: links.speed,
    isDisk: devices.isDisk,
    listeners,
    processCounts: () => scanner.counts(),
    sensors: sensors.latest,
    containers: (now) => containers.figures(now),
    memoryBytes,
  }
  const refresh = createRefresher(
    [
      { name: 'mounts', everyMs: MOUNTS_MS, run: mounts.refresh },
      { name: 'sensors', everyMs: SENSORS_MS, run: sensors.refresh },
      { name: 'processes', everyMs: 0, run: () => scanner.tick() },
      { name: 'containers', everyMs: 0, run: () => containers.refresh() },
      {
        name: 'devices',
        everyMs: DEVICES_MS,
        run() {
          links.refresh()
          devices.refresh()
        },
      },
      {
        name: 'host',
        everyMs: INFO_MS,
        run() {
          // The moment of boot is computed by the kernel and moves with the wall clock: the first answer stands.
          info = { ...readHostInfo(files, paths), bootedAt }
        },
      },
    ],
    log,
  )
  return {
    createCollectors: () => createCollectors(sources),
    refresh,
    info: () => info,
    interfaces: links.list,
    isVirtual: links.isVirtual,
    mounts: mounts.latest,
    processes: () => scanner.table(),
    snapshot: () => scanner.snapshot(),
    units: units.list,
    containers: () => containers.list(),
    close() {
      units.close()
      files.close()
    },
  }
}

/** Every group's, with baselines of their own. */
export function createCollectors(sources: Sources): Record<GroupId, Collect> {
  const made = Object.entries(COLLECTORS).map(([group, create]) => [group, create(sources)])
  return Object.fromEntries(made) as Record<GroupId, Collect>
}

/** Two groups read the same file at the same instant: on a machine with many cores it is long. */
export function sharedCpuTimes(read: () => string | null): (now: number) => CpuTimes | null {
  let at = Number.NaN
  let times: CpuTimes | null = null
  return (now) => {
    if (now !== at) {
      const text = read()
      times = text === null ? null : parseCpuTimes(text)
      at = now
    }
    return times
  }
}

const measure: StatFs = async (path) => {
  const found = await statfs(path)
  return {
    // FUSE counts blocks in fragments, which may be smaller than the size it likes to be read in.
    blockSize: found.frsize || found.bsize,
    blocks: found.blocks,
    free: found.bfree,
    available: found.bavail,
    files: found.files,
    filesFree: found.ffree,
  }
}
