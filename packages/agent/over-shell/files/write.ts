import { randomUUID } from 'node:crypto'
import type { Undo } from '@hyperion/domain/actions'
import { ActionError } from '@hyperion/domain/actions'
import { type SftpAttributes, SftpFailure, type SftpFile } from '@hyperion/ports/ssh'
import { FILE_LIMITS, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import { refused } from '../../actions/files/errors.ts'
import { textEtag } from '../../actions/files/read.ts'
import { allOf, CANNOT_KEEP, contentIn, type Put } from '../../actions/files/write.ts'
import { deletion, FILE_MODE } from './change.ts'
import { etagOf } from './entries.ts'
import { about } from './failures.ts'
import type { ShellPlace } from './ground.ts'
import { kindOf } from './kinds.ts'
import { filling, putNew } from './put.ts'
import { changing, LASTS, type ShellWorkshop } from './workshop.ts'

/** Puts a text in its place: it is written beside, and takes the name when it is whole and on the disk. What was there is kept. */
export const writeTextOverShell = changing<'file.write'>(async (shop, { path, size, expect }, run) => {
  const place = await shop.ground.target(path)
  // Before anything is sent for nothing.
  await asExpected(shop, place, expect)
  const content = await allOf(run, size)
  return putText(shop, place, content, () => asExpected(shop, place, expect), run)
}, LASTS)

/** Puts back what a text took the place of, or what was restored did, if that is there as it was then. */
export const putBackOverShell = changing<'file.put_back'>(async (shop, { id, path, expect }, run) => {
  const place = await shop.ground.place(path)
  const check: Check = () => (contentIn(expect) ? asWritten : asExpected)(shop, place, expect)
  await check()
  return putKept(shop, { place, id, check }, run)
})

type Check = () => Promise<SftpAttributes | null>
type ShellPut = Pick<Put, 'id' | 'by' | 'mustKeep'>

/** What is in the trash, and is to be in its place again. */
interface Kept {
  readonly place: ShellPlace
  readonly id: string
  readonly check: Check
}

/** Puts what was kept of a path in its place. It is in the trash no more then. */
export async function putKept(shop: ShellWorkshop, { place, id, check }: Kept, put: ShellPut): Promise<ResultOf<'file.put_back'>> {
  const { trash } = shop
  const content = await trash.textOf(id, writtenPath(place.path))
  if (!content) return swap(shop, { place, id, check }, put)
  const written = await putText(shop, place, content, check, put)
  // It is in its place, whatever becomes of the copy.
  await trash.remove(id).catch(() => {})
  return written
}

/** Nothing holds it whole to write it beside: it takes the name itself. */
async function swap(shop: ShellWorkshop, { place, id, check }: Kept, put: ShellPut): Promise<ResultOf<'file.put_back'>> {
  const { sftp, trash } = shop
  if (!(await swapAtOnce(shop, { place, id, check }, put))) {
    // There is a moment in which nothing has the name.
    await trash.take(place, put.by, put.id, true)
    try {
      await trash.restore(id)
    } catch (error) {
      await trash.restore(put.id).catch(() => {})
      throw error
    }
  }
  const now = await about(place.path, () => sftp.lstat(place.path))
  const etag = etagOf(now)
  return { etag, size: now.size, undo: undoing(place, put, etag) }
}

/** False where the server cannot. */
async function swapAtOnce({ trash }: ShellWorkshop, { place, id, check }: Kept, put: ShellPut): Promise<boolean> {
  const kept = await trash.keep(place, put.by, put.id, true)
  if (!kept) return false
  try {
    await check()
    await trash.restoreOver(id, place)
  } catch (error) {
    await trash.remove(put.id).catch(() => {})
    if (error instanceof ActionError && error.failure === 'unsupported') return false
    throw error
  }
  await trash.tidyEarlier(kept, put.id, writtenPath(place.path)).catch(() => {})
  return true
}

function undoing({ path }: ShellPlace, { id }: ShellPut, etag: string): Undo {
  return { operation: 'file.put_back', params: { id, path: writtenPath(path), expect: etag } }
}

/** `check`: what it takes the place of, null for nothing. */
async function putText(
  shop: ShellWorkshop,
  place: ShellPlace,
  content: Buffer,
  check: Check,
  run: ShellPut,
): Promise<ResultOf<'file.write'>> {
  const { ground, sftp, scratch, trash } = shop
  const { folder, path } = place
  await ground.stillThere(folder)
  await using draft = scratch.draft(folder)
  const file = await filling(ground, path, () => sftp.open(draft.path, 'create'))
  let there: SftpAttributes | null
  let made: SftpAttributes
  try {
    await filling(ground, path, () => file.write(content, 0))
    made = await about(path, () => file.stat())
    there = await check()
    if (there) await dress(file, made, there)
    else await about(path, () => file.change({ mode: FILE_MODE }))
    await filling(ground, path, () => file.sync())
  } finally {
    await file.close().catch(() => {})
  }
  const { trash: kept = null, back: earlier = false } = (there && (await replace(shop, place, there, draft.path, run))) ?? {}
  if (!there) await putNew(ground, draft.path, place)
  draft.release()
  const etag = textEtag(etagOf(await about(path, () => sftp.lstat(path))), content)
  if (kept) await trash.tidyEarlier(kept, run.id, writtenPath(path)).catch(() => {})
  await scratch.sweep(folder, { uid: made.uid, now: made.modifiedAt }).catch(() => {})
  const undo = there ? (earlier ? undoing(place, run, etag) : null) : deletion(place)
  return { etag, size: content.length, undo }
}

interface Replaced {
  /** That what was there is in, among earlier texts. */
  readonly trash: Buffer | null
  /** Whether it can be put back. */
  readonly back: boolean
}

async function replace(shop: ShellWorkshop, place: ShellPlace, there: SftpAttributes, draft: Buffer, run: ShellPut): Promise<Replaced> {
  const { ground, sftp, trash } = shop
  const kept = await trash.keep(place, run.by, run.id, true)
  if (!kept && run.mustKeep) throw refused('failed', place.path, CANNOT_KEEP)
  try {
    await ground.stillThere(place.folder)
    const now = await ground.look(place.path)
    // Between this look and the change of names there is a moment that no file system lets be closed.
    if (!now || etagOf(now) !== etagOf(there)) throw refused('changed', place.path, 'was changed meanwhile')
    await sftp.replace(draft, place.path)
  } catch (error) {
    if (error instanceof SftpFailure && error.kind === 'unsupported') {
      await trash.take(place, run.by, kept ? randomUUID() : run.id)
      await putNew(ground, draft, place)
      return { trash: kept, back: true }
    }
    if (kept) await trash.remove(run.id).catch(() => {})
    return await about(place.path, () => Promise.reject(error))
  }
  return { trash: kept, back: kept !== null }
}

/** What is there now; throws `changed` or `exists` where that is not what was expected. */
async function asExpected(shop: ShellWorkshop, place: ShellPlace, expect: string | null | undefined): Promise<SftpAttributes | null> {
  const { path } = place
  const found = await shop.ground.look(path)
  if (!found) {
    if (typeof expect === 'string') throw refused('changed', path, 'is gone meanwhile')
    return null
  }
  if (expect === null) throw refused('exists', path, 'is there already')
  if (kindOf(found.mode) !== 'file') throw refused('invalid', path, 'is not a plain file')
  if (expect === undefined) return found
  const etag = etagOf(found)
  const withContent = expect.split('-').length > etag.split('-').length
  const now = withContent ? textEtag(etag, await wholeOf(shop, place, found)) : etag
  if (now !== expect) throw refused('changed', path, 'was changed meanwhile')
  return found
}

/** The text that an etag tells, by its content alone. Throws `changed`. */
async function asWritten(shop: ShellWorkshop, place: ShellPlace, expect: string): Promise<SftpAttributes> {
  const { path } = place
  const found = await shop.ground.look(path)
  if (!found || kindOf(found.mode) !== 'file') throw refused('changed', path, 'is not what was written any more')
  if (contentIn(textEtag('', await wholeOf(shop, place, found))) !== contentIn(expect)) throw refused('changed', path, 'was changed since')
  return found
}

/** Throws `changed` for what is larger than any text that could have been read. */
async function wholeOf({ ground }: ShellWorkshop, place: ShellPlace, found: SftpAttributes): Promise<Uint8Array> {
  await using opened = await ground.openFile(place, found)
  const content = await about(place.path, () => opened.file.read(0, FILE_LIMITS.textBytes + 1))
  if (content.length > FILE_LIMITS.textBytes) throw refused('changed', place.path, 'was changed meanwhile')
  return content
}

/** Makes a new content look like the one it replaces: its owners and bits. */
async function dress(file: SftpFile, made: SftpAttributes, { uid, gid, mode }: SftpAttributes): Promise<void> {
  if (made.uid !== uid || made.gid !== gid) {
    try {
      await file.change({ uid, gid })
    } catch {
      throw new ActionError('permission', 'the file belongs to another account: this one may not write it so that it stays theirs')
    }
  }
  await file.change({ mode: mode & 0o7777 })
}
