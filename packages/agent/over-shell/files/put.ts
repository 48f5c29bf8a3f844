import { SftpFailure } from '@hyperion/ports/ssh'
import { refused } from '../../actions/files/errors.ts'
import { about } from './failures.ts'
import type { ShellPlace, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'

/** Less than this is left of a disk that is full: some of it is kept for root. */
const FULL_BYTES = 64 * 1024

/** Runs something that makes a path. Servers have one word for what is there already and for a full disk: what it was is looked up. */
export async function making<T>(ground: SshGround, path: Buffer, work: () => Promise<T>): Promise<T> {
  return about(path, async () => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof SftpFailure) || error.kind !== 'failed') throw error
      if (await ground.look(path)) throw refused('exists', path, 'is there already')
      throw await fullOr(ground, path, error)
    }
  })
}

/** Runs something that writes to what is at a path. */
export async function filling<T>(ground: SshGround, path: Buffer, work: () => Promise<T>): Promise<T> {
  return about(path, async () => {
    try {
      return await work()
    } catch (error) {
      throw error instanceof SftpFailure && error.kind === 'failed' ? await fullOr(ground, path, error) : error
    }
  })
}

async function fullOr({ sftp }: SshGround, path: Buffer, error: SftpFailure): Promise<unknown> {
  const folder = path.subarray(0, Math.max(1, path.lastIndexOf(0x2f)))
  const space = await sftp.space(folder).catch(() => null)
  return space && space.freeBytes < FULL_BYTES ? refused('busy', path, 'does not fit: no space is left') : error
}

/** Puts something under a name, where nothing is yet. Throws `exists`. Whole or not at all: never is there half of it. */
export async function putNew(ground: SshGround, from: Buffer, { folder, path }: ShellPlace): Promise<void> {
  const { sftp } = ground
  const { mode } = await about(path, () => sftp.lstat(from))
  await ground.stillThere(folder)
  if (await ground.look(path)) throw refused('exists', path, 'is there already')
  if (kindOf(mode) !== 'folder') return await making(ground, path, () => sftp.rename(from, path))
  // A folder can be put over one that is empty, and over nothing else: so the name is taken first, which fails if it is in use.
  await making(ground, path, () => sftp.makeFolder(path, 0o700))
  try {
    await sftp.replace(from, path)
  } catch (error) {
    await sftp.removeFolder(path).catch(() => {})
    if (!(error instanceof SftpFailure) || error.kind !== 'unsupported') return await about(path, () => Promise.reject(error))
    await making(ground, path, () => sftp.rename(from, path))
  }
}
