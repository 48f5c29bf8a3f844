import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, statfs } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { deletion } from './change.ts'
import { etagOf } from './entries.ts'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, RESERVED } from './folder.ts'
import type { Place } from './ground.ts'
import { putOver } from './replace.ts'
import { writeAll } from './tree.ts'
import type { Workshop } from './workshop.ts'

/** How long a part waits for the rest of it. */
const KEEP_MS = 24 * 3600_000
const { O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDWR } = constants

/** How much is there of one that was broken off. */
export async function uploadState({ ground }: Workshop, { path, upload }: ParamsOf<'file.upload_state'>) {
  await using place = await ground.place(path)
  const stat = await place.folder.look(partName(upload, place))
  return { received: stat?.isFile() ? Number(stat.size) : 0 }
}

/** Takes a file into a part beside its place, where it may be gone on with later, and puts it in place when it is whole. */
export async function takeUpload(
  workshop: Workshop,
  params: ParamsOf<'file.upload'>,
  run: Run<'file.upload'>,
): Promise<ResultOf<'file.upload'>> {
  const { ground } = workshop
  const { path, upload, size, offset, overwrite } = params
  await using place = await ground.place(path)
  const { folder } = place
  await mayTakeThis(place, size - offset, overwrite)
  const name = partName(upload, place)
  const kept = await keep(workshop, folder, name)
  try {
    await using file = await openPart(folder, name)
    if ((await file.stat()).size < offset) throw new ActionError('invalid', 'params.offset must be what file.upload_state tells')
    await about(place.path, () => file.truncate(offset))
    const received = await receive(file, params, place.path, run)
    await about(place.path, () => file.sync())
    if (received < size) return { complete: false, received, sha256: null, etag: null, undo: null }
    const sha256 = await hashOf(file, run)
    if (params.sha256 !== undefined && params.sha256 !== sha256) {
      await about(place.path, () => file.truncate(0))
      throw new ActionError('changed', 'what came is not what was sent: its SHA-256 is another one. Send it again from the start')
    }
    const undo = await settle(workshop, place, name, file, { overwrite, run })
    await kept.forget()
    return { complete: true, received, sha256, etag: etagOf(await file.stat({ bigint: true })), undo }
  } finally {
    await kept.leave()
  }
}

/** Has a part outlive this order, and this agent, for a while. */
async function keep({ scratch, environment }: Workshop, folder: Folder, name: Buffer) {
  const id = `upload-${name.toString('latin1').slice(RESERVED.length)}`
  const note = async (): Promise<number> => {
    const until = environment.clock.now() + KEEP_MS
    await scratch.note(id, folder, name, until)
    return until
  }
  await note()
  let isPart = true
  return {
    async forget(): Promise<void> {
      isPart = false
      await scratch.forget(id)
    },
    async leave(): Promise<void> {
      if (isPart) scratch.sweepLater(id, await note())
    },
  }
}

/** Early, before anything was sent. */
async function mayTakeThis({ folder, name, path }: Place, bytes: number, overwrite: boolean): Promise<void> {
  if (bytes < 0) throw new ActionError('invalid', 'params.offset is beyond the end')
  const old = await folder.look(name)
  if (old && !overwrite) throw refused('exists', path, 'is there already')
  if (old && !old.isFile()) throw refused('exists', path, 'is there already, and no plain file')
  const { bavail, bsize } = await statfs(folder.self)
  if (bytes > bavail * bsize) throw refused('busy', path, 'does not fit: not enough space is left')
}

/** Of this upload to this name, and no other. */
export function partName(upload: string, { name }: Pick<Place, 'name'>): Buffer {
  return Buffer.from(`${RESERVED}${createHash('sha256').update(upload).update('\0').update(name).digest('hex').slice(0, 32)}`)
}

/** In a folder that others may write, one that somebody else laid there is not taken. */
async function openPart(folder: Folder, name: Buffer): Promise<FileHandle> {
  const file = await about(folder.path, () => open(folder.at(name), O_CREAT | O_RDWR | O_NOFOLLOW | O_NONBLOCK, 0o600))
  const { uid, nlink } = await file.stat()
  const isFile = (await file.stat()).isFile()
  if (isFile && nlink === 1 && uid === process.getuid?.()) return file
  await file.close()
  throw refused('protected', folder.path, 'holds something under the name of this upload')
}

async function receive(file: FileHandle, { size, offset }: ParamsOf<'file.upload'>, path: Buffer, run: Run): Promise<number> {
  let at = offset
  for await (const part of run.input) {
    if (at + part.length > size) throw new ActionError('too_large', 'more came than was announced')
    await about(path, () => writeAll(file, part, at))
    at += part.length
    run.progress(at, size)
  }
  return at
}

async function hashOf(file: FileHandle, run: Run): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(1024 * 1024)
  for (let at = 0; ; ) {
    run.signal.throwIfAborted()
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
    run.progress(at, null)
  }
}

/** What it takes the place of goes to the trash. Answers what undoes it. */
async function settle(workshop: Workshop, place: Place, part: Buffer, file: FileHandle, { overwrite, run }: Settled) {
  const { folder, name } = place
  const old = overwrite ? await folder.look(name) : null
  await file.chmod(old ? Number(old.mode) & 0o777 : 0o666 & ~process.umask())
  if (old) {
    await file.chown(Number(old.uid), Number(old.gid)).catch((error: unknown) => {
      if (codeOf(error) !== 'EPERM') throw error
    })
  }
  return (await putOver(workshop, folder, part, place, overwrite, run)) ? null : deletion(place)
}

interface Settled {
  readonly overwrite: boolean
  readonly run: Run
}
