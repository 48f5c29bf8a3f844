import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { BigIntStats } from 'node:fs'
import { type FileHandle, rename } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import { FILE_LIMITS, type ParamsOf, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { deletion } from './change.ts'
import { etagOf } from './entries.ts'
import { about, refused } from './errors.ts'
import type { Held } from './folder.ts'
import type { Place } from './ground.ts'
import { textEtag, wholeOf } from './read.ts'
import { type Draft, putNew } from './scratch.ts'
import type { Trash } from './trash.ts'
import { copyContent, createFile, Progress, writeAll } from './tree.ts'
import type { Workshop } from './workshop.ts'

/** Puts a text in its place: it is written beside, and takes the name when it is whole and on the disk. What was there is kept. */
export async function writeText(
  workshop: Workshop,
  { path, size, expect }: ParamsOf<'file.write'>,
  run: Run<'file.write'>,
): Promise<ResultOf<'file.write'>> {
  await using place = await workshop.ground.target(path)
  // Before anything is sent for nothing.
  await (await checkExpected(place, expect))?.[Symbol.asyncDispose]()
  const content = await allOf(run, size)
  // Awaited: the folder is let go when this is left.
  return await putText(workshop, place, content, () => checkExpected(place, expect), run)
}

/** Puts back what a text took the place of, or what was restored did, if that is there as it was then. */
export async function putBack(
  workshop: Workshop,
  { id, path, expect }: ParamsOf<'file.put_back'>,
  run: Run<'file.put_back'>,
): Promise<ResultOf<'file.put_back'>> {
  await using place = await workshop.ground.place(path)
  const asWritten = (): Promise<Held | null> => (contentIn(expect) ? checkContent(place, expect) : checkExpected(place, expect))
  await (await asWritten())?.[Symbol.asyncDispose]()
  return await putKept(workshop, { place, id, check: asWritten }, run, run)
}

/** Puts what was kept of a path in its place, as a text where it is no larger than one may be. It is in the trash no more then. */
export async function putKept(
  workshop: Workshop,
  { place, id, check }: { readonly place: Place; readonly id: string; readonly check: () => Promise<Held | null> },
  put: Put,
  run: Pick<Run, 'signal' | 'progress'>,
): Promise<ResultOf<'file.put_back'>> {
  const { path } = place
  const written = await workshop.trash.read(id, writtenPath(path), async (file) => {
    if ((await file.stat()).size <= FILE_LIMITS.textBytes) return putText(workshop, place, await wholeOf(file, path), check, put)
    const progress = new Progress(run)
    const done = await putContent(workshop, place, (draft) => copyContent(file, draft, path, progress), check, put)
    return told(place, done, etagOf(done.stat), put)
  })
  // It is in its place, whatever becomes of the copy.
  await workshop.trash.remove(id).catch(() => {})
  return written
}

export const CANNOT_KEEP = 'was left as it is: it cannot be kept in the trash'

/** For whom something is put in its place; `id` is the one of what goes to the trash for it, and of its draft. */
export interface Put extends Pick<Run, 'id' | 'by'> {
  /** Nothing is put where what is there cannot be kept. */
  readonly mustKeep?: boolean
}

/** `check`: what it takes the place of, null for nothing. */
async function putText(
  workshop: Workshop,
  place: Place,
  content: Buffer,
  check: () => Promise<Held | null>,
  run: Put,
): Promise<ResultOf<'file.write'>> {
  const put = await putContent(workshop, place, (file) => writeAll(file, content, 0), check, run)
  return told(place, put, textEtag(etagOf(put.stat), content), run)
}

function told(place: Place, { stat, isNew, earlier }: PutContent, etag: string, { id }: Put): ResultOf<'file.write'> {
  const undo = earlier ? { operation: 'file.put_back', params: { id, path: writtenPath(place.path), expect: etag } } : null
  return { etag, size: Number(stat.size), undo: isNew ? deletion(place) : undo }
}

interface PutContent {
  readonly stat: BigIntStats
  /** Nothing was there before. */
  readonly isNew: boolean
  /** What was there is in the trash, and can be put back. */
  readonly earlier: boolean
}

/** `write`: the whole content into an empty file. */
async function putContent(
  { scratch, trash }: Workshop,
  place: Place,
  write: (file: FileHandle) => Promise<void>,
  check: () => Promise<Held | null>,
  run: Put,
): Promise<PutContent> {
  const { folder, path } = place
  await using draft = await scratch.draft(folder, run.id)
  await using file = await createFile(folder, draft.name)
  await about(path, () => write(file))
  await using held = await check()
  if (held) await dress(file, held)
  else await file.chmod(0o666 & ~process.umask())
  await about(path, () => file.sync())
  const earlier = held !== null && (await putOver(trash, place, held, draft, run))
  if (!held) await putNew(folder, draft.name, place)
  await draft.release()
  return { stat: await file.stat({ bigint: true }), isNew: held === null, earlier }
}

/** Answers whether what was there is in the trash, from where it can be put back. */
async function putOver(trash: Trash, place: Place, held: Held, draft: Draft, run: Put): Promise<boolean> {
  const { folder, name, path } = place
  const before = await trash.keepEarlier(place, held, run)
  if (!before && run.mustKeep) throw refused('failed', path, CANNOT_KEEP)
  try {
    // Between this look and the change of names there is a moment that no file system lets be closed.
    const now = await folder.look(name)
    if (!now || etagOf(now) !== etagOf(before ?? held.stat)) throw refused('changed', path, 'was changed meanwhile')
    await about(path, () => rename(folder.at(draft.name), folder.at(name)))
  } catch (error) {
    if (before) await trash.remove(run.id).catch(() => {})
    throw error
  }
  await folder.sync()
  if (before) await trash.tidyEarlier(writtenPath(path)).catch(() => {})
  return before !== null
}

/** What is there now; throws `changed` or `exists` where that is not what was expected. */
async function checkExpected({ folder, name, path }: Place, expect: string | null | undefined): Promise<Held | null> {
  const found = await folder.look(name)
  if (!found) {
    if (typeof expect === 'string') throw refused('changed', path, 'is gone meanwhile')
    return null
  }
  if (expect === null) throw refused('exists', path, 'is there already')
  const held = await folder.hold(name)
  try {
    await using file = await held.read()
    if (expect !== undefined && expect !== (await etagLike(expect, file, path))) throw refused('changed', path, 'was changed meanwhile')
    return held
  } catch (error) {
    await held[Symbol.asyncDispose]()
    throw error
  }
}

/**
 * The text that an etag tells, by its content alone: owners and permissions, which may have been set since, stay as they are now.
 * Throws `changed`.
 */
async function checkContent({ folder, name, path }: Place, expect: string): Promise<Held> {
  const found = await folder.look(name)
  // Larger than any text is none that was written.
  if (!found?.isFile() || found.size > FILE_LIMITS.textBytes) throw refused('changed', path, 'is not what was written any more')
  const held = await folder.hold(name)
  try {
    await using file = await held.read()
    if (contentIn(textEtag('', await wholeOf(file, path))) === contentIn(expect)) return held
    throw refused('changed', path, 'was changed since')
  } catch (error) {
    await held[Symbol.asyncDispose]()
    throw error
  }
}

/** What an etag of a text tells of its content; undefined for that of anything else. */
export function contentIn(etag: string): string | undefined {
  return /-([0-9a-f]{32})$/.exec(etag)?.[1]
}

/** Of the same kind as the one that was expected: with the content's, if that had it. */
async function etagLike(expect: string, file: FileHandle, path: Buffer): Promise<string> {
  const etag = etagOf((await file.stat({ bigint: true })) as BigIntStats)
  return expect.split('-').length > etag.split('-').length ? textEtag(etag, await wholeOf(file, path)) : etag
}

/** All that is sent in; throws unless it is as much as was announced. */
export async function allOf(run: Run, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of run.input) {
    length += part.length
    if (length > size || length > FILE_LIMITS.textBytes) throw new ActionError('too_large', 'more came than was announced')
    parts.push(part)
    run.progress(length, size)
  }
  if (length !== size) throw new ActionError('invalid', 'params.size must be what comes: the input ended early')
  return Buffer.concat(parts)
}

/** Makes a new content look like the one it replaces: owners, bits, and attributes where the file system has them. */
async function dress(file: FileHandle, { stat, self }: Held): Promise<void> {
  const own = await file.stat()
  if (own.uid !== Number(stat.uid) || own.gid !== Number(stat.gid)) {
    try {
      await file.chown(Number(stat.uid), Number(stat.gid))
    } catch {
      throw new ActionError('permission', 'the file belongs to another account: the agent’s may not write it so that it stays theirs')
    }
  }
  await file.chmod(Number(stat.mode) & 0o7777)
  await copyAttributes(self, `/proc/self/fd/${file.fd}`)
}

/** ACLs and labels, which Node cannot reach; by the tool that every Linux has. Where it cannot, the file is none the worse. */
async function copyAttributes(from: string, to: string): Promise<void> {
  const ofThis = (path: string): string => path.replace('/proc/self/', `/proc/${process.pid}/`)
  const args = ['--attributes-only', '--preserve=mode,ownership,xattr', '--', ofThis(from), ofThis(to)]
  const child = spawn('cp', args, { stdio: 'ignore', env: { PATH: process.env.PATH ?? '/usr/bin:/bin' } })
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000).unref()
  await Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => {})
  clearTimeout(timer)
}
