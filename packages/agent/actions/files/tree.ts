import { type BigIntStats, constants } from 'node:fs'
import { chmod, type FileHandle, lchown, mkdir, open, rmdir, symlink, unlink, utimes } from 'node:fs/promises'
import type { Run } from '../implementation.ts'
import { about, codeOf } from './errors.ts'
import type { Folder } from './folder.ts'

/** Removes what has this name, with all that is in it; nothing that is not there is missed. Links are removed, not followed. */
export async function removeTree(folder: Folder, name: Buffer, signal?: AbortSignal): Promise<number> {
  signal?.throwIfAborted()
  const stat = await folder.look(name)
  if (!stat) return 0
  if (!stat.isDirectory()) {
    await about(folder.pathTo(name), () => unlink(folder.at(name)))
    return 1
  }
  let removed = 1
  {
    await using below = await folder.enter(name)
    for await (const each of below.list(true)) removed += await removeTree(below, each, signal)
  }
  await about(folder.pathTo(name), () => rmdir(folder.at(name)))
  return removed
}

/** What was done of something long; tells now and then how far it got. */
export class Progress {
  files = 0
  bytes = 0
  leftOut = 0
  readonly #run: Pick<Run, 'signal' | 'progress'>
  #told = 0

  constructor(run: Pick<Run, 'signal' | 'progress'>) {
    this.#run = run
  }

  get signal(): AbortSignal {
    return this.#run.signal
  }

  /** Throws once the order is cancelled. */
  step(bytes: number): void {
    this.#run.signal.throwIfAborted()
    this.bytes += bytes
    this.#told += bytes + 1024
    if (this.#told < TELL_EACH) return
    this.#told = 0
    this.#run.progress(this.bytes, null)
  }
}

const TELL_EACH = 1024 * 1024
const PART = 256 * 1024
const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants

/** A new file that nobody else has made, and nobody else may open yet. */
export function createFile(folder: Folder, name: Buffer): Promise<FileHandle> {
  return about(folder.pathTo(name), () => open(folder.at(name), O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW, 0o600))
}

/** Copies an entry with all that is in it under a name that is free. Each thing is held while it is copied: none can be swapped. */
export async function copyTree(from: Folder, name: Buffer, to: Folder, as: Buffer, progress: Progress): Promise<void> {
  await using held = await from.hold(name)
  const { stat } = held
  if (stat.isSymbolicLink()) {
    await about(to.pathTo(as), async () => symlink(await from.linkOf(name), to.at(as)))
    await owned(to.at(as), stat)
    progress.step(0)
  } else if (stat.isFile()) {
    await using source = await held.read()
    await using copy = await createFile(to, as)
    await copyContent(source, copy, to.pathTo(as), progress)
    await asBefore(copy, to.at(as), stat)
    progress.files += 1
  } else if (stat.isDirectory()) {
    await using below = await from.enter(name)
    await about(to.pathTo(as), () => mkdir(to.at(as), { mode: 0o700 }))
    await using copy = await to.enter(as)
    for await (const each of below.list()) await copyTree(below, each, copy, each, progress)
    await owned(to.at(as), stat)
    await chmod(copy.self, Number(stat.mode) & 0o7777)
    await utimes(copy.self, Number(stat.atimeMs) / 1000, Number(stat.mtimeMs) / 1000).catch(() => {})
    progress.step(0)
  } else progress.leftOut += 1
}

export async function copyContent(source: FileHandle, copy: FileHandle, path: Buffer, progress: Progress): Promise<void> {
  const buffer = Buffer.alloc(PART)
  for (let at = 0; ; ) {
    const { bytesRead } = await about(path, () => source.read(buffer, 0, PART, at))
    if (bytesRead === 0) break
    await about(path, () => writeAll(copy, buffer.subarray(0, bytesRead), at))
    at += bytesRead
    progress.step(bytesRead)
  }
}

/** With owners, bits and times of what it was copied from: owners first, since a change of them takes setuid away. */
async function asBefore(copy: FileHandle, path: Buffer, stat: BigIntStats): Promise<void> {
  await owned(path, stat)
  await copy.chmod(Number(stat.mode) & 0o7777)
  await copy.utimes(Number(stat.atimeMs) / 1000, Number(stat.mtimeMs) / 1000).catch(() => {})
}

/** What belongs to others can be made theirs by root alone; then setuid must not be made theirs either. */
async function owned(path: Buffer, { uid, gid }: BigIntStats): Promise<void> {
  try {
    await lchown(path, Number(uid), Number(gid))
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error
  }
}

/** Writes all of it. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}
