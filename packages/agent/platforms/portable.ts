import os from 'node:os'
import {
  busiestOf,
  type HostInfo,
  type InterfaceInfo,
  type MountInfo,
  type ProcessInfo,
  type ProcessSnapshot,
  type ProcessState,
  type ProcessTable,
  type UnitInfo,
} from '@hyperion/domain/hosts'
import { type GroupId, type Reading, reading } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import { cpuPercentages } from '../collectors/cpu.ts'
import type { Collect } from '../collectors/index.ts'
import { NO_CONTAINERS } from '../containers/container-watch.ts'
import { busyPercent, sum, type Ticks, TicksBaseline } from '../linux/cpu-times.ts'
import { instanceName, percent } from '../linux/text.ts'
import { type Inventory, lazyInventory } from './inventory.ts'
import type { Platform } from './platform.ts'
import { type Chore, createRefresher } from './refresher.ts'

/** The part of `node:os` that is used. */
export type OperatingSystem = Pick<
  typeof os,
  'cpus' | 'loadavg' | 'totalmem' | 'freemem' | 'uptime' | 'hostname' | 'machine' | 'release' | 'type' | 'platform' | 'networkInterfaces'
>

export interface PortableOptions {
  readonly clock: Clock
  readonly log: (message: string) => void
  readonly system?: OperatingSystem
  readonly inventory?: Inventory
}

type Answer<Method extends keyof Inventory> = Awaited<ReturnType<Inventory[Method]>>

/** What the library last answered. */
interface Known {
  filesystems: Answer<'fsSize'>
  memory: Answer<'mem'> | null
  counters: Answer<'networkStats'>
  links: Answer<'networkInterfaces'>
  distribution: Answer<'osInfo'> | null
  processes: ProcessTable | null
}

const MEMORY_MS = 10_000
const NETWORK_MS = 10_000
const FILESYSTEMS_MS = 30_000
const PROCESSES_MS = 60_000
const LINKS_MS = 60_000
const HOST_MS = 3_600_000
const FRESH_TABLE_MS = 2000

/** macOS, Windows and others: what Node knows at every sample, and what the library tells now and then. The rest is unsupported. */
export function createPortablePlatform({ clock, log, system = os, inventory = lazyInventory() }: PortableOptions): Platform {
  const known: Known = { filesystems: [], memory: null, counters: [], links: [], distribution: null, processes: null }
  const bootedAt = Math.round(clock.now() - system.uptime() * 1000)
  const scan = async (): Promise<ProcessTable> => {
    known.processes = processTable(await inventory.processes(), clock.now(), system)
    return known.processes
  }
  const kept = <Name extends keyof Known>(name: Name, everyMs: number, ask: () => Promise<Known[Name]>): Chore => ({
    name,
    everyMs,
    async run() {
      known[name] = await ask()
    },
  })
  const chores = [
    kept('memory', MEMORY_MS, inventory.mem),
    kept('counters', NETWORK_MS, inventory.networkStats),
    kept('filesystems', FILESYSTEMS_MS, inventory.fsSize),
    kept('processes', PROCESSES_MS, scan),
    kept('links', LINKS_MS, inventory.networkInterfaces),
    kept('distribution', HOST_MS, inventory.osInfo),
  ]
  const refresh = createRefresher(chores, log)
  return {
    createCollectors: () => portableCollectors(system, known),
    refresh,
    info: () => hostInfo(system, known, bootedAt),
    interfaces: () => interfaceList(system, known),
    isVirtual: (name) => known.links.some((link) => link.iface === name && (link.virtual || link.internal)),
    mounts: () => mountList(known),
    async processes() {
      const fresh = known.processes && clock.now() - known.processes.at <= FRESH_TABLE_MS
      return fresh && known.processes ? known.processes : scan()
    },
    snapshot: async () => snapshotOf(known.processes ?? (await scan())),
    units: async () => (await inventory.services()).map(unitInfo),
    containers: () => NO_CONTAINERS,
    close() {},
  }
}

function portableCollectors(system: OperatingSystem, known: Known): Record<GroupId, Collect> {
  const unsupported: Collect = () => []
  return {
    cpu: cpuCollector(system),
    core: coreCollector(system),
    load: () => loadReadings(system),
    memory: () => [memoryReading(system, known.memory)],
    filesystem: () => known.filesystems.map(filesystemReading),
    disk: unsupported,
    network: () => known.counters.map(networkReading),
    connections: unsupported,
    system: () => [reading('system', '', { uptime: system.uptime() })],
    processes: () => (known.processes ? [processesReading(known.processes)] : []),
    pressure: unsupported,
    temperature: unsupported,
    container: unsupported,
  }
}

/** User, nice, system and idle; waiting for I/O and the rest are not told apart here. */
function coreTicks(system: OperatingSystem): Ticks[] {
  return system.cpus().map(({ times }) => [times.user, times.nice, times.sys, times.idle])
}

function cpuCollector(system: OperatingSystem): Collect {
  const baseline = new TicksBaseline()
  let last: readonly Reading[] = []
  return () => {
    const cores = coreTicks(system)
    const passed = baseline.since([0, 1, 2, 3].map((mode) => sum(cores.map((ticks) => ticks[mode] ?? 0))))
    if (passed) last = [reading('cpu', '', cpuPercentages(passed))]
    return last
  }
}

function coreCollector(system: OperatingSystem): Collect {
  const baselines: TicksBaseline[] = []
  const usages: number[] = []
  return () => {
    const cores = coreTicks(system)
    cores.forEach((ticks, core) => {
      baselines[core] ??= new TicksBaseline()
      const passed = baselines[core].since(ticks)
      if (passed) usages[core] = busyPercent(passed)
    })
    return cores.flatMap((_, core) => {
      const usage = usages[core]
      return usage === undefined ? [] : [reading('core', String(core), { usage })]
    })
  }
}

/** Windows has no load; Node says 0 there. */
function loadReadings(system: OperatingSystem): Reading[] {
  if (system.platform() === 'win32') return []
  const [one = 0, five = 0, fifteen = 0] = system.loadavg()
  return [reading('load', '', { one, five, fifteen })]
}

function memoryReading(system: OperatingSystem, memory: Known['memory']): Reading {
  const total = system.totalmem()
  const available = Math.min(total, memory?.available || system.freemem())
  return reading('memory', '', {
    total,
    used: total - available,
    available,
    cached: memory?.cached || null,
    buffers: memory?.buffers || null,
    usage: percent(total - available, total),
    swap_total: memory?.swaptotal ?? null,
    swap_used: memory?.swapused ?? null,
  })
}

function filesystemReading({ mount, size, used, available }: Known['filesystems'][number]): Reading {
  return reading('filesystem', instanceName(mount), { total: size, used, available, usage: percent(used, size) })
}

function networkReading(counters: Known['counters'][number]): Reading {
  const { iface, rx_bytes, tx_bytes, rx_errors, tx_errors } = counters
  return reading('network', instanceName(iface), { rx_bytes, tx_bytes, rx_errors, tx_errors })
}

function processesReading({ counts }: ProcessTable): Reading {
  const { running, sleeping, stopped, zombie } = counts
  return reading('processes', '', { total: running + sleeping + stopped + zombie, running, sleeping, stopped, zombie })
}

function hostInfo(system: OperatingSystem, known: Known, bootedAt: number): HostInfo {
  const cpus = system.cpus()
  return {
    hostname: system.hostname(),
    os: {
      name: known.distribution?.distro || system.type(),
      version: known.distribution?.release || system.release(),
      architecture: system.machine(),
      kernel: system.release(),
    },
    cpu: { model: cpus[0]?.model.trim() || null, cores: cpus.length },
    memoryBytes: system.totalmem(),
    bootedAt,
  }
}

const MEGABIT = 1_000_000

function interfaceList(system: OperatingSystem, known: Known): InterfaceInfo[] {
  const addresses = system.networkInterfaces()
  const names = new Set([...known.links.map(({ iface }) => iface), ...Object.keys(addresses)])
  return [...names].map((name) => {
    const own = addresses[name] ?? []
    const link = known.links.find(({ iface }) => iface === name)
    const mac = link?.mac || own[0]?.mac || ''
    return {
      name: instanceName(name),
      ipv4: own.filter(({ family }) => family === 'IPv4').map(({ address }) => address),
      ipv6: own.filter(({ family }) => family === 'IPv6').map(({ address }) => address),
      mac: /[1-9a-f]/i.test(mac) ? mac.toUpperCase() : null,
      speed: link?.speed && link.speed > 0 ? link.speed * MEGABIT : null,
      up: link ? link.operstate === 'up' : own.length > 0,
      virtual: link ? link.virtual || link.internal : own.some(({ internal }) => internal),
    }
  })
}

function mountList(known: Known): MountInfo[] {
  return known.filesystems.map(({ mount, fs, type }) => ({ mount, device: fs, type, stuck: false }))
}

type Listed = Answer<'processes'>['list'][number]

function processTable({ list }: Answer<'processes'>, at: number, system: OperatingSystem): ProcessTable {
  const counts: Record<ProcessState, number> = { running: 0, sleeping: 0, stopped: 0, zombie: 0 }
  const memory = system.totalmem()
  // On Windows the library counts the whole machine as 100, elsewhere one core.
  const scale = system.platform() === 'win32' ? system.cpus().length : 1
  const processes = list.map((each) => processInfo(each, at, memory, scale))
  for (const { state } of processes) counts[state]++
  return { at, counts, processes }
}

function processInfo(each: Listed, at: number, memory: number, scale: number): ProcessInfo {
  const startedAt = Date.parse(each.started)
  const memoryBytes = each.memRss * 1024
  return {
    pid: each.pid,
    parent: each.parentPid,
    name: each.name,
    command: `${each.command} ${each.params}`.trim() || `[${each.name}]`,
    user: each.user,
    state: stateOf(each.state),
    cpuPercent: each.cpu * scale,
    memoryPercent: percent(memoryBytes, memory) ?? 0,
    memoryBytes,
    threads: 1,
    nice: null,
    kernelThread: false,
    startedAt: Number.isNaN(startedAt) ? at : startedAt,
  }
}

/** Of the latest table: listing processes here starts one. */
function snapshotOf({ at, processes }: ProcessTable): ProcessSnapshot {
  const busiest = busiestOf(
    processes,
    (each) => each.cpuPercent,
    (each) => each.memoryBytes,
  )
  return { at, spanMs: PROCESSES_MS, total: processes.length, processes: busiest.map((each) => ({ ...each, ended: false })) }
}

function stateOf(state: string): ProcessState {
  if (state === 'running' || state === 'stopped' || state === 'zombie') return state
  return 'sleeping'
}

function unitInfo({ name, running, startmode }: Answer<'services'>[number]): UnitInfo {
  const mode = startmode.toLowerCase()
  const enabled = mode.startsWith('auto') ? true : mode === 'manual' || mode === 'disabled' ? false : null
  return { name, description: '', state: running ? 'running' : 'stopped', since: null, enabled }
}
