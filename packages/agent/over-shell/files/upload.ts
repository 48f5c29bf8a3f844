import { createHash, type Hash } from 'node:crypto'
import { ActionError } from '@hyperion/domain/actions'
import type { SftpFile } from '@hyperion/ports/ssh'
import { FILE_LIMITS, type ParamsOf } from '@hyperion/wire/actions'
import { refused } from '../../actions/files/errors.ts'
import { partName } from '../../actions/files/upload.ts'
import type { Run } from '../../actions/implementation.ts'
import { deletion, FILE_MODE } from './change.ts'
import { etagOf } from './entries.ts'
import { about } from './failures.ts'
import type { ShellPlace } from './ground.ts'
import { kindOf } from './kinds.ts'
import { filling } from './put.ts'
import { putOver } from './put-over.ts'
import { besides } from './scratch.ts'
import { changing, LASTS, type ShellWorkshop } from './workshop.ts'

/** How much is there of one that was broken off. */
export const uploadStateOverShell = changing<'file.upload_state'>(async ({ ground }, { path, upload }) => {
  const place = await ground.place(path)
  const found = await ground.look(partOf(upload, place))
  return { received: found && kindOf(found.mode) === 'file' ? found.size : 0 }
})

/** Takes a file into a part beside its place, where it may be gone on with later, and puts it in place when it is whole. */
export const uploadOverShell = changing<'file.upload'>(async (shop, params, run) => {
  const { ground, sftp, scratch } = shop
  const { path, upload, size, offset, overwrite } = params
  const place = await ground.place(path)
  await mayTakeThis(shop, place, size - offset, overwrite)
  const part = partOf(upload, place)
  const file = await openPart(shop, place, part)
  try {
    const hash = createHash('sha256')
    const begun = await about(place.path, () => file.stat())
    if (begun.size < offset) throw new ActionError('invalid', 'params.offset must be what file.upload_state tells')
    await about(place.path, () => file.change({ size: offset }))
    await hashStart(file, offset, size, hash, run)
    const received = await receive(shop, file, params, hash, place.path, run)
    await filling(ground, place.path, () => file.sync())
    if (received < size) return { complete: false, received, sha256: null, etag: null, undo: null }
    const sha256 = hash.digest('hex')
    if (params.sha256 !== undefined && params.sha256 !== sha256) {
      await about(place.path, () => file.change({ size: 0 }))
      throw new ActionError('changed', 'what came is not what was sent: its SHA-256 is another one. Send it again from the start')
    }
    const old = overwrite ? await ground.look(place.path) : null
    // Owners of another account can be given by root alone.
    if (old && (old.uid !== begun.uid || old.gid !== begun.gid)) await file.change({ uid: old.uid, gid: old.gid }).catch(() => {})
    await about(place.path, () => file.change({ mode: old ? old.mode & 0o777 : FILE_MODE }))
    const now = (await about(place.path, () => file.stat())).modifiedAt
    const replaced = await putOver(shop, part, place, { overwrite, by: run.by, id: run.id })
    const etag = etagOf(await about(place.path, () => sftp.lstat(place.path)))
    await scratch.sweep(place.folder, { uid: begun.uid, now }).catch(() => {})
    return { complete: true, received, sha256, etag, undo: replaced ? null : deletion(place) }
  } finally {
    await file.close().catch(() => {})
  }
}, LASTS)

/** Early, before anything was sent. */
async function mayTakeThis({ ground, sftp }: ShellWorkshop, { folder, path }: ShellPlace, bytes: number, overwrite: boolean) {
  if (bytes < 0) throw new ActionError('invalid', 'params.offset is beyond the end')
  const old = await ground.look(path)
  if (old && !overwrite) throw refused('exists', path, 'is there already')
  if (old && kindOf(old.mode) !== 'file') throw refused('exists', path, 'is there already, and no plain file')
  const space = await sftp.space(folder.path).catch(() => null)
  if (space && bytes > space.freeBytes) throw refused('busy', path, 'does not fit: not enough space is left')
}

function partOf(upload: string, place: ShellPlace): Buffer {
  return besides(place.folder, partName(upload, place).toString('latin1'))
}

/** In a folder that others may write, one that somebody else laid there is not taken. */
async function openPart(shop: ShellWorkshop, { folder, path }: ShellPlace, part: Buffer): Promise<SftpFile> {
  const { ground, sftp, scratch } = shop
  await ground.stillThere(folder)
  const found = await ground.look(part)
  if (!found) return await filling(ground, path, () => sftp.open(part, 'create'))
  await using probe = scratch.draft(folder)
  const own = await filling(ground, path, () => sftp.open(probe.path, 'create'))
  const { uid } = await about(path, () => own.stat()).finally(() => own.close())
  if (kindOf(found.mode) === 'file' && found.uid === uid) return await about(path, () => sftp.open(part, 'edit'))
  throw refused('protected', folder.path, 'holds something under the name of this upload')
}

const PART = 1024 * 1024

/** What an earlier order took is read again: the sum is of all of it. */
async function hashStart(file: SftpFile, end: number, size: number, hash: Hash, run: Run): Promise<void> {
  for (let at = 0; at < end; ) {
    run.signal.throwIfAborted()
    const bytes = await file.read(at, Math.min(PART, end - at))
    if (bytes.length === 0) throw new ActionError('changed', 'what was there of this upload is gone')
    hash.update(bytes)
    at += bytes.length
    run.progress(end, size)
  }
}

/** Answers how much is there. Writes are on the way while more comes: progress tells how much was taken. */
async function receive(
  { ground }: ShellWorkshop,
  file: SftpFile,
  { size, offset }: ParamsOf<'file.upload'>,
  hash: Hash,
  path: Buffer,
  run: Run,
): Promise<number> {
  const input = run.input[Symbol.asyncIterator]()
  const { promise: failed, reject } = Promise.withResolvers<never>()
  failed.catch(() => {})
  let at = offset
  let taken = offset
  let all = Promise.resolve()
  for (;;) {
    const { value: part, done } = await Promise.race([input.next(), failed])
    if (done) break
    if (at + part.length > size) throw new ActionError('too_large', 'more came than was announced')
    hash.update(part)
    const end = at + part.length
    const writing = Promise.all([all, filling(ground, path, () => file.write(part, at))])
    at = end
    all = writing.then(() => {
      taken = end
      run.progress(end, size)
    })
    all.catch(reject)
    if (at - taken > FILE_LIMITS.ahead) await Promise.race([all, failed])
  }
  await all
  return at
}
