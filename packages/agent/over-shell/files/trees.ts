import type { SftpEntry, SftpSession } from '@hyperion/ports/ssh'
import { about } from './failures.ts'
import { kindOf } from './kinds.ts'

/** Requests about entries of one folder that are on the way at once. */
const AT_ONCE = 32

/** Removes what is at a path, with all that is in it; nothing that is not there is missed. Links are removed, not followed. */
export async function removeTree(sftp: SftpSession, path: Buffer, signal?: AbortSignal): Promise<void> {
  const found = await sftp.lstat(path).catch(() => null)
  if (!found) return
  if (kindOf(found.mode) === 'folder') await removeFolder(sftp, path, found.mode, signal)
  else await about(path, () => sftp.remove(path))
}

/** All that is needed to list a folder and to take names out of it, for its owner. */
const MAY_EMPTY = 0o700

async function removeFolder(sftp: SftpSession, path: Buffer, mode: number, signal: AbortSignal | undefined): Promise<void> {
  if ((mode & MAY_EMPTY) !== MAY_EMPTY) await sftp.change(path, { mode: MAY_EMPTY }).catch(() => {})
  const folders: { readonly path: Buffer; readonly mode: number }[] = []
  // Read to its end first: a folder that is changed while it is read tells some names twice and others never.
  const others: Buffer[] = []
  for await (const entries of sftp.list(path)) {
    signal?.throwIfAborted()
    for (const { name, attributes } of entries) {
      const child = childOf(path, name)
      if (kindOf(attributes.mode) === 'folder') folders.push({ path: child, mode: attributes.mode })
      else others.push(child)
    }
  }
  await eachOf(others, async (other) => {
    signal?.throwIfAborted()
    await about(other, () => sftp.remove(other))
  })
  for (const folder of folders) await removeFolder(sftp, folder.path, folder.mode, signal)
  await about(path, () => sftp.removeFolder(path))
}

export function childOf(folder: Uint8Array, name: Uint8Array): Buffer {
  return Buffer.concat([folder.length === 1 ? Buffer.alloc(0) : folder, Buffer.from('/'), name])
}

/** All that is in a folder. */
export async function allIn(sftp: SftpSession, path: Buffer, signal: AbortSignal): Promise<readonly SftpEntry[]> {
  const all: SftpEntry[] = []
  await about(path, async () => {
    for await (const entries of sftp.list(path)) {
      signal.throwIfAborted()
      all.push(...entries)
    }
  })
  return all
}

/** Does the same to each, several at once. */
export async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>, atOnce = AT_ONCE): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < all.length) await work(all[next++] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, lane))
}
