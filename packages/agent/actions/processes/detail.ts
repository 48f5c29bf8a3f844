import type { ProcessInfo } from '@hyperion/domain/hosts'
import { type ParamsOf, PROCESS_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import { readKernelFacts } from '../../linux/host-info.ts'
import { readFile } from '../../linux/reading.ts'
import { parsePasswd } from '../../linux/users.ts'
import type { Environment } from '../environment.ts'
import { placeOf } from './cgroup.ts'
import { descriptorNumbers, descriptorsOf } from './descriptors.ts'
import { inspect } from './inspect.ts'
import { figuresOf } from './list.ts'
import { type Look, look } from './look.ts'
import { isProtected, ownLine } from './own-line.ts'
import { cpuSecondsOf, idsIn, ioIn, limitsIn, linkOf, memoryIn, threadsOf } from './proc-files.ts'
import { shown } from './shown.ts'
import { socketsOf } from './sockets.ts'

type Detail = ResultOf<'process.detail'>

export function detailOf(environment: Environment, which: ParamsOf<'process.detail'>): Promise<Detail> {
  return inspect(environment, which, async (seen, folder) => {
    const { host } = environment
    const table = await host.processes()
    const told = table.processes.find(({ pid, startedAt }) => pid === seen.pid && startedAt === seen.startedAt)
    return {
      at: table.at,
      pid: seen.pid,
      startedAt: seen.startedAt,
      parent: seen.parent,
      name: seen.name,
      command: seen.command,
      protected: isProtected(seen, ownLine()),
      ...figuresOf({ ...seen, ...figuresIn(told, seen, host.info.memoryBytes) }),
      ...argumentsOf(seen),
      ...(await accountOf(environment, folder, told)),
      ...(await filesAndSockets(folder)),
      ...(await filedOf(environment, folder)),
      parents: parentsOf(environment, seen.parent),
    }
  })
}

/** The table may be two seconds older than the process. */
function figuresIn(told: ProcessInfo | undefined, { residentBytes }: Look, all: number) {
  const { cpuPercent = 0, memoryBytes = residentBytes } = told ?? {}
  return { cpuPercent, memoryBytes, memoryPercent: all > 0 ? (memoryBytes / all) * 100 : 0 }
}

export function argumentsOf({ arguments: all }: Pick<Look, 'arguments'>): Pick<Detail, 'arguments' | 'argumentsCut'> {
  const told = all.slice(0, PROCESS_LIMITS.arguments).map((each) => shown(each, PROCESS_LIMITS.argumentChars))
  return { arguments: told, argumentsCut: all.length > told.length || told.some((each, i) => each.length < (all[i]?.length ?? 0)) }
}

async function accountOf({ paths }: Environment, folder: string, told: ProcessInfo | undefined) {
  const [status, users, groups] = await Promise.all([
    text(`${folder}/status`),
    text(`${paths.etc}/passwd`).then(parsePasswd),
    text(`${paths.etc}/group`).then(parsePasswd),
  ])
  const { uid, gid, others } = idsIn(status)
  const group = (id: number): string => shown(groups.get(id) ?? String(id), 255)
  return {
    uid,
    user: shown((uid === null ? undefined : users.get(uid)) ?? told?.user ?? String(uid ?? ''), 255),
    group: gid === null ? '' : group(gid),
    groups: others.slice(0, PROCESS_LIMITS.groups).map(group),
  }
}

async function filesAndSockets(folder: string): Promise<Pick<Detail, 'openFiles' | 'sockets' | 'socketCount'>> {
  const numbers = await descriptorNumbers(folder)
  if (!numbers) return { openFiles: null, sockets: null, socketCount: null }
  const descriptors = await descriptorsOf(folder, numbers)
  if (!descriptors) return { openFiles: numbers.length, sockets: null, socketCount: null }
  const inodes = new Set<string>()
  for (const { target } of descriptors) {
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1]
    if (inode) inodes.add(inode)
  }
  return { openFiles: numbers.length, sockets: await socketsOf(folder, inodes), socketCount: inodes.size }
}

/** What the kernel has a file each for. */
async function filedOf({ paths, host }: Environment, folder: string) {
  const [status, rollup, limits, io, cgroup, stat, oom] = await Promise.all(
    ['status', 'smaps_rollup', 'limits', 'io', 'cgroup', 'stat', 'oom_score'].map((name) => text(`${folder}/${name}`)),
  )
  const { ticksPerSecond } = readKernelFacts(paths, host.info)
  return {
    workingDirectory: await linkOf(`${folder}/cwd`),
    executable: await linkOf(`${folder}/exe`),
    ...placeOf(cgroup ?? '', host.containers().containers),
    limits: limitsIn(limits ?? ''),
    memory: memoryIn(status ?? '', rollup ?? ''),
    io: ioIn(io ?? ''),
    cpuSeconds: cpuSecondsOf(stat ?? '', ticksPerSecond),
    oomScore: /^\d+\s*$/.test(oom ?? '') ? Number(oom) : null,
    threadList: await threadsOf(folder, ticksPerSecond),
  }
}

function parentsOf(environment: Environment, parent: number): Detail['parents'] {
  const parents: { pid: number; name: string; startedAt: number }[] = []
  for (let pid = parent; pid > 0 && parents.length < PROCESS_LIMITS.parents; ) {
    const seen = look(environment, pid)
    if (!seen) break
    parents.push({ pid, name: seen.name, startedAt: seen.startedAt })
    pid = seen.parent
  }
  return parents
}

/** Empty for a file that may not be read. */
function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}
