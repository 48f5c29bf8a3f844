import type { BigIntStats } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { type FileKind, type RowOf, shownName } from '@hyperion/wire/actions'
import type { Accounts } from './accounts.ts'
import type { Folder } from './folder.ts'
import type { Ground } from './ground.ts'

export type Entry = RowOf<'file.list'>

export function kindOf(stat: BigIntStats): FileKind {
  if (stat.isFile()) return 'file'
  if (stat.isDirectory()) return 'folder'
  if (stat.isSymbolicLink()) return 'link'
  if (stat.isFIFO()) return 'fifo'
  return stat.isSocket() ? 'socket' : 'device'
}

/** Changes with the content, its place on the disk, and whatever else the kernel notes of a file. */
export function etagOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].map((part) => BigInt.asUintN(64, part).toString(36)).join('-')
}

/** Null for an entry that is gone meanwhile. */
export async function entryOf(folder: Folder, name: Buffer, accounts: Accounts): Promise<Entry | null> {
  const stat = await folder.look(name).catch(() => null)
  if (!stat) return null
  const { text, bytes } = namesOfEntry(name)
  const target = stat.isSymbolicLink() ? await folder.linkOf(name).catch(() => null) : null
  return {
    name: text,
    bytes,
    kind: kindOf(stat),
    size: Number(stat.size),
    modifiedAt: Math.max(0, Number(stat.mtimeMs)),
    mode: Number(stat.mode) & 0o7777,
    owner: accounts.user(stat.uid),
    group: accounts.group(stat.gid),
    links: Number(stat.nlink),
    linkTarget: target && shownName(target.toString('utf8')).slice(0, 4096).toWellFormed(),
    linkKind: null,
    writable: mayWrite(stat),
  }
}

/** What a link leads to, looked at on the ground only. */
export async function linkKindOf(ground: Ground, path: string): Promise<FileKind | null> {
  try {
    await using place = await ground.target(path)
    const stat = await place.folder.look(place.name)
    return stat && kindOf(stat)
  } catch {
    return null
  }
}

function namesOfEntry(name: Buffer): { readonly text: string; readonly bytes: string | null } {
  const text = name.toString('utf8')
  const same = Buffer.from(text, 'utf8').equals(name)
  return { text, bytes: same ? null : name.toString('base64') }
}

/** By the bits; what the file system says besides is told of the folder. */
function mayWrite({ uid, gid, mode }: BigIntStats): boolean {
  const own = process.getuid?.() ?? -1
  if (own === 0) return true
  if (BigInt(own) === uid) return (mode & 0o200n) !== 0n
  const groups = process.getgroups?.() ?? []
  return groups.includes(Number(gid)) ? (mode & 0o020n) !== 0n : (mode & 0o002n) !== 0n
}

/** Whether entries can be made in a folder, or a file be written. */
export async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
}
