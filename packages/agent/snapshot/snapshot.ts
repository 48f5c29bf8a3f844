import type { HostInfo, InterfaceInfo, ProcessState } from '@hyperion/domain/hosts'
import { UnreadableAnswer } from '@hyperion/ports/remote-host'
import { parseUptime } from '../collectors/system.ts'
import { type BlockDevices, createBlockDevices } from '../linux/block-devices.ts'
import type { Files } from '../linux/files.ts'
import { readHostInfo } from '../linux/host-info.ts'
import { createLinks, type Links } from '../linux/links.ts'
import { type FileSystemUsage, type MountUsage, parseMountInfo, selectMounts } from '../linux/mounts.ts'
import { resolvePaths } from '../linux/paths.ts'
import { stateOf } from '../linux/process-stat.ts'
import { createSensors } from '../linux/sensors.ts'
import type { ProcessCounts, SensorReading } from '../linux/sources.ts'
import { eachLine, finite } from '../linux/text.ts'
import { parseAddresses } from './addresses.ts'
import { parseAnswer, type Sections } from './answer.ts'

export const PATHS = resolvePaths()
export const NET = `${PATHS.proc}/net`
const DISK_MOUNT = '/'

/** Another machine at one instant, seen through the same eyes as this one. */
export interface Snapshot {
  /** Milliseconds since that machine started: a clock that never steps, whatever the way here did to the answer. */
  readonly uptimeMs: number
  readonly files: Files
  readonly info: HostInfo
  readonly interfaces: readonly InterfaceInfo[]
  readonly links: Links
  readonly devices: BlockDevices
  readonly mounts: readonly MountUsage[]
  readonly sensors: readonly SensorReading[]
  /** Null where they were not counted, as the processes. */
  readonly listening: number | null
  readonly processes: ProcessCounts | null
}

/** Rejects with {@link UnreadableAnswer} for anything but what the script prints on a Linux machine. */
export async function readSnapshot(answer: string): Promise<Snapshot> {
  const sections = parseAnswer(answer)
  const uptime = parseUptime(sections.get(`${PATHS.proc}/uptime`) ?? '')
  if (uptime === null) throw new UnreadableAnswer('it has no /proc/uptime: only Linux can be watched over SSH')
  const files = filesIn(sections)
  const addresses = parseAddresses(sections.get('addresses') ?? '', sections.get(`${NET}/if_inet6`) ?? '')
  const bonded = bondMembers(sections)
  const links = createLinks(files, PATHS, NET, { addresses: () => addresses, isBondMember: (name) => bonded.has(name) })
  const sensors = createSensors(PATHS.sys, {
    list: async (folder) => namesIn(sections, folder),
    read: async (path) => sections.get(path)?.trim() ?? null,
  })
  await sensors.refresh()
  const own = { hostname: '', architecture: sections.get('machine')?.trim() ?? '', kernel: '', memoryBytes: 0 }
  return {
    uptimeMs: uptime * 1000,
    files,
    info: readHostInfo(files, PATHS, own),
    interfaces: links.list(),
    links,
    devices: createBlockDevices({
      exists: () => namesIn(sections, `${PATHS.sys}/block`).length > 0,
      size: (device) => sections.get(`${PATHS.sys}/block/${device}/size`) ?? null,
    }),
    mounts: mountsIn(sections),
    sensors: sensors.latest(),
    listening: finite(sections.get('listening')),
    processes: countsIn(sections.get('processes') ?? ''),
  }
}

function filesIn(sections: Sections): Files {
  const text = (path: string): string | null => sections.get(path) ?? null
  return { text, once: text, close() {} }
}

/** What lies in a folder, each once. */
function namesIn(sections: Sections, folder: string): string[] {
  const names = new Set<string>()
  for (const path of sections.keys()) {
    if (path.startsWith(`${folder}/`)) names.add(path.slice(folder.length + 1).split('/', 1)[0] ?? '')
  }
  return [...names]
}

function bondMembers(sections: Sections): ReadonlySet<string> {
  const members = new Set<string>()
  for (const [path, text] of sections) {
    if (/^\/sys\/class\/net\/[^/]+\/bonding\/slaves$/.test(path)) for (const name of text.trim().split(/\s+/)) members.add(name)
  }
  return members
}

const USAGE = /^(\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\/.*)$/
const STUCK = 'stuck '

function mountsIn(sections: Sections): MountUsage[] {
  const usages = new Map<string, FileSystemUsage>()
  const stuck = new Set<string>()
  eachLine(sections.get('filesystems') ?? '', (line) => {
    if (line.startsWith(STUCK)) stuck.add(line.slice(STUCK.length))
    const [, blockSize, blocks, free, available, files, filesFree, mount] = USAGE.exec(line) ?? []
    if (mount === undefined) return
    usages.set(mount, {
      blockSize: Number(blockSize),
      blocks: Number(blocks),
      free: Number(free),
      available: Number(available),
      files: Number(files),
      filesFree: Number(filesFree),
    })
  })
  return selectMounts(parseMountInfo(sections.get(`${PATHS.proc}/self/mountinfo`) ?? ''), DISK_MOUNT).map(({ mount, device, type }) => ({
    mount,
    device,
    type,
    usage: usages.get(mount) ?? null,
    stuck: stuck.has(mount),
  }))
}

/** Lines of a state's letter and how many there are. */
function countsIn(text: string): ProcessCounts | null {
  const counts: Record<ProcessState, number> = { running: 0, sleeping: 0, stopped: 0, zombie: 0 }
  let found = false
  eachLine(text, (line) => {
    const [letter = '', count] = line.split(' ')
    const number = finite(count)
    if (letter.length !== 1 || number === null) return
    found = true
    counts[stateOf(letter.charCodeAt(0))] += number
  })
  return found ? counts : null
}
