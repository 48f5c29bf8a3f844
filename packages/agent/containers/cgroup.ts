import { existsSync } from 'node:fs'
import type { Files } from '../linux/files.ts'
import type { Paths } from '../linux/paths.ts'
import { eachLine, numbersIn } from '../linux/text.ts'
import type { RawFigures } from './figures.ts'

/** Where the kernel counts a container: one folder, or one for each controller on kernels that still have version 1. */
export interface Cgroup {
  readonly version: 1 | 2
  /** Folder of a controller, `cpu`, `memory`, `io` or `pids`. */
  readonly folder: Readonly<Record<Controller, string>>
}

type Controller = 'cpu' | 'memory' | 'io' | 'pids'
type Figures = Pick<RawFigures, 'cpuNs' | 'memoryUsed' | 'readBytes' | 'writeBytes' | 'pids'>

/** Names of the controllers in version 1. */
const V1: Readonly<Record<Controller, string>> = { cpu: 'cpuacct', memory: 'memory', io: 'blkio', pids: 'pids' }

/** The cgroup of the container that the process is in; null when it is out of reach, or the process another's by now. */
export function findCgroup(files: Files, { proc, sys }: Paths, pid: number, id: string): Cgroup | null {
  const text = files.once(`${proc}/${pid}/cgroup`)
  if (text === null || !text.includes(id)) return null
  const base = `${sys}/fs/cgroup`
  if (existsSync(`${base}/cgroup.controllers`)) {
    const folder = folderIn(base, pathOf(text, ''), id)
    return folder === null ? null : { version: 2, folder: { cpu: folder, memory: folder, io: folder, pids: folder } }
  }
  const folders = Object.entries(V1).map(([name, controller]) => [name, folderIn(`${base}/${controller}`, pathOf(text, controller), id)])
  const folder = Object.fromEntries(folders) as Record<Controller, string | null>
  return folder.cpu === null || folder.memory === null
    ? null
    : { version: 1, folder: { cpu: folder.cpu, memory: folder.memory, io: folder.io ?? '', pids: folder.pids ?? '' } }
}

/** The path after `4:memory:` or, in version 2, `0::`. */
function pathOf(text: string, controller: string): string {
  let path = ''
  eachLine(text, (line) => {
    const [, controllers = '', ...rest] = line.split(':')
    if (controllers.split(',').includes(controller)) path = rest.join(':')
  })
  return path
}

/**
 * Down to the folder that bears the container's id: its processes may be in one further below. In a cgroup namespace
 * of its own an agent sees paths that lead up from its own cgroup, and has to look where engines put theirs.
 */
function folderIn(base: string, path: string, id: string): string | null {
  const end = path.indexOf('/', path.indexOf(id))
  const named = path.includes(id) && !path.includes('/..') ? [end < 0 ? path : path.slice(0, end)] : []
  const usual = [`/docker/${id}`, `/system.slice/docker-${id}.scope`, `/libpod_parent/libpod-${id}`, `/machine.slice/libpod-${id}.scope`]
  const found = [...named, ...usual].find((each) => existsSync(base + each))
  return found === undefined ? null : base + found
}

/** Null when the cgroup is gone: its container does not run any more. */
export function readCgroup(files: Files, cgroup: Cgroup): Figures | null {
  const figures = cgroup.version === 2 ? readUnified(files, cgroup.folder) : readV1(files, cgroup.folder)
  return figures.cpuNs === null && figures.memoryUsed === null ? null : figures
}

function readUnified(files: Files, { cpu: folder }: Cgroup['folder']): Figures {
  const usec = numberAfter(files.once(`${folder}/cpu.stat`), 'usage_usec ')
  const io = files.once(`${folder}/io.stat`)
  return {
    cpuNs: usec === null ? null : usec * 1000,
    memoryUsed: memoryUsed(files, `${folder}/memory.current`, `${folder}/memory.stat`, '\ninactive_file '),
    readBytes: io === null ? null : sumAfter(io, ' rbytes='),
    writeBytes: io === null ? null : sumAfter(io, ' wbytes='),
    pids: numberIn(files.once(`${folder}/pids.current`)),
  }
}

function readV1(files: Files, { cpu, memory, io, pids }: Cgroup['folder']): Figures {
  const moved = files.once(`${io}/blkio.throttle.io_service_bytes_recursive`) ?? files.once(`${io}/blkio.throttle.io_service_bytes`)
  return {
    cpuNs: numberIn(files.once(`${cpu}/cpuacct.usage`)),
    memoryUsed: memoryUsed(files, `${memory}/memory.usage_in_bytes`, `${memory}/memory.stat`, '\ntotal_inactive_file '),
    readBytes: moved === null ? null : sumAfter(moved, ' Read '),
    writeBytes: moved === null ? null : sumAfter(moved, ' Write '),
    pids: numberIn(files.once(`${pids}/pids.current`)),
  }
}

function memoryUsed(files: Files, usageFile: string, statFile: string, inactive: string): number | null {
  const usage = numberIn(files.once(usageFile))
  if (usage === null) return null
  return Math.max(0, usage - (numberAfter(files.once(statFile), inactive) ?? 0))
}

/** In bytes; null without a limit of its own. */
export function memoryLimit(files: Files, { version, folder }: Cgroup, hostBytes: number): number | null {
  const limit = numberIn(files.once(`${folder.memory}/${version === 2 ? 'memory.max' : 'memory.limit_in_bytes'}`))
  return limit !== null && limit < hostBytes ? limit : null
}

/** `max` is no number. */
function numberIn(text: string | null): number | null {
  return text === null ? null : (numbersIn(text, 0, 1)[0] ?? null)
}

function numberAfter(text: string | null, name: string): number | null {
  const at = text?.indexOf(name) ?? -1
  return text === null || at < 0 ? null : (numbersIn(text, at + name.length, 1)[0] ?? null)
}

/** One number a line: a container's reading from every device. */
function sumAfter(text: string, name: string): number {
  let sum = 0
  eachLine(text, (line) => {
    sum += numberAfter(line, name) ?? 0
  })
  return sum
}
