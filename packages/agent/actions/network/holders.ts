import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { commandOf, fullName } from '../../linux/processes.ts'
import { shown } from '../processes/shown.ts'

export interface Holder {
  readonly pid: number
  /** Further processes that hold the same socket: those that a server forked. */
  others: number
}

export interface Holders {
  /** By inode of the socket. */
  readonly bySocket: ReadonlyMap<number, Holder>
  /** False: some processes may not be looked at by this account. */
  readonly seesAll: boolean
}

const YIELD_EVERY = 512

/** Which process holds which socket, by the descriptors of all processes, or of one. Gives way to other work now and then. */
export async function findHolders(proc: string, pid: number | undefined, signal: AbortSignal): Promise<Holders> {
  const bySocket = new Map<number, Holder>()
  let seesAll = true
  let looked = 0
  const pids = pid === undefined ? readdirSync(proc).filter((name) => /^\d+$/.test(name)) : [String(pid)]
  for (const each of pids) {
    const descriptors = descriptorsOf(`${proc}/${each}/fd`)
    if (descriptors === 'denied') seesAll = false
    else {
      const own = new Set<number>()
      for (const descriptor of descriptors) {
        const inode = socketAt(`${proc}/${each}/fd/${descriptor}`)
        if (inode === 'denied') seesAll = false
        else if (inode !== null) own.add(inode)
        if (++looked % YIELD_EVERY === 0) await pause(signal)
      }
      for (const inode of own) {
        const known = bySocket.get(inode)
        if (known) known.others++
        else bySocket.set(inode, { pid: Number(each), others: 0 })
      }
    }
    if (++looked % YIELD_EVERY === 0) await pause(signal)
  }
  return { bySocket, seesAll }
}

/** Names of processes, each read once. */
export function createNames(proc: string): (pid: number) => string | null {
  const names = new Map<number, string | null>()
  return (pid) => {
    let name = names.get(pid)
    if (name === undefined) {
      name = nameOf(`${proc}/${pid}`)
      names.set(pid, name)
    }
    return name
  }
}

function nameOf(folder: string): string | null {
  try {
    const command = readFileSync(`${folder}/cmdline`)
    return shown(fullName(readFileSync(`${folder}/comm`, 'utf8').trim(), commandOf(command, command.length)), 255)
  } catch {
    return null
  }
}

function descriptorsOf(folder: string): readonly string[] | 'denied' {
  try {
    return readdirSync(folder)
  } catch (error) {
    return isDenied(error) ? 'denied' : []
  }
}

/** Who gets into every folder can count descriptors, and see what they are of only with the right to trace the process. */
function socketAt(path: string): number | 'denied' | null {
  try {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(path)) ?? []
    return inode === undefined ? null : Number(inode)
  } catch (error) {
    return isDenied(error) ? 'denied' : null
  }
}

function isDenied(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EACCES'
}

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}
