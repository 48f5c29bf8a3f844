import { readlink as readlinkLater, stat as statLater } from 'node:fs'
import { promisify } from 'node:util'
import { readdir } from '../../linux/reading.ts'

const readlink = promisify(readlinkLater)
const stat = promisify(statLater)

/** A process may hold a million: as many are looked at. */
const MOST_LOOKED_AT = 20_000
const AT_ONCE = 64

export interface Descriptor {
  readonly number: number
  /** As the kernel names it: a path, `socket:[123]`, `pipe:[4]`, `anon_inode:[eventpoll]`. */
  readonly target: string
}

/** The descriptors that a process has open, in order; null where the agent's account may not see them. */
export async function descriptorNumbers(folder: string): Promise<readonly number[] | null> {
  const names = await readdir(`${folder}/fd`).catch(() => null)
  return names?.map(Number).sort((a, b) => a - b) ?? null
}

/** What they are of; null where the agent's account may count them alone, as whoever gets into every folder but may trace no process. */
export async function descriptorsOf(folder: string, numbers: readonly number[]): Promise<readonly Descriptor[] | null> {
  const found: Descriptor[] = []
  let denied = false
  const targetOf = (number: number): Promise<string | null> =>
    readlink(`${folder}/fd/${number}`).catch((error: NodeJS.ErrnoException) => {
      denied ||= error.code === 'EACCES'
      return null
    })
  const wanted = numbers.slice(0, MOST_LOOKED_AT)
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const part = wanted.slice(at, at + AT_ONCE)
    const targets = await Promise.all(part.map(targetOf))
    if (denied) return null
    for (const [i, number] of part.entries()) {
      const target = targets[i]
      if (typeof target === 'string') found.push({ number, target })
    }
  }
  return found
}

export type DescriptorKind = 'file' | 'folder' | 'device' | 'socket' | 'pipe' | 'other'

export async function kindOf(folder: string, { number, target }: Descriptor): Promise<DescriptorKind> {
  if (target.startsWith('socket:')) return 'socket'
  if (target.startsWith('pipe:')) return 'pipe'
  if (!target.startsWith('/')) return 'other'
  const seen = await stat(`${folder}/fd/${number}`).catch(() => null)
  if (!seen) return 'other'
  if (seen.isDirectory()) return 'folder'
  if (seen.isFile()) return 'file'
  if (seen.isFIFO()) return 'pipe'
  return seen.isCharacterDevice() || seen.isBlockDevice() ? 'device' : 'other'
}
