import { createHash } from 'node:crypto'
import { type FileHandle, statfs } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import { childPath, FILE_LIMITS, filePath, type ParamsOf, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { Accounts } from './accounts.ts'
import { type Entry, entryOf, etagOf, isWritable, linkKindOf } from './entries.ts'
import { about, refused } from './errors.ts'
import type { Folder } from './folder.ts'
import type { Ground } from './ground.ts'

/** What the file operations of a host share. */
export interface Files {
  readonly environment: Environment
  readonly ground: Ground
}

export async function tellRoots({ environment: { roots }, ground }: Files): Promise<ResultOf<'file.roots'>> {
  const none = { exists: false, writable: false, freeBytes: null, totalBytes: null }
  const tell = async (root: string) => {
    const path = filePath(root, 'root')
    try {
      await using folder = await ground.folder(path)
      const { bavail, blocks, bsize } = await statfs(folder.self)
      return { path, exists: true, writable: await isWritable(folder.self), freeBytes: bavail * bsize, totalBytes: blocks * bsize }
    } catch {
      return { path, ...none }
    }
  }
  return { roots: await Promise.all(roots.slice(0, 64).map(tell)) }
}

/** Entries that are looked at together. */
const AT_ONCE = 256

export async function listFolder(
  { environment, ground }: Files,
  { path }: ParamsOf<'file.list'>,
  run: Run<'file.list'>,
): Promise<ResultOf<'file.list'>> {
  await using folder = await ground.folder(path)
  const accounts = await Accounts.load(environment.paths.etc)
  const here = writtenPath(folder.path)
  let count = 0
  const tell = async (names: readonly Buffer[]): Promise<void> => {
    const found = await Promise.all(names.map((name) => entryOf(folder, name, accounts)))
    const rows = await withLinks(ground, here, found)
    count += rows.length
    await run.rows(rows)
  }
  await inParts(folder, tell, run)
  return { path: here, count, writable: await isWritable(folder.self) }
}

async function inParts(folder: Folder, tell: (names: readonly Buffer[]) => Promise<void>, run: Run): Promise<void> {
  let names: Buffer[] = []
  for await (const name of folder.list()) {
    names.push(name)
    if (names.length < AT_ONCE) continue
    run.signal.throwIfAborted()
    await tell(names)
    names = []
  }
  await tell(names)
}

/** Links are followed one by one: a folder of nothing else must not hold thousands of folders open. */
async function withLinks(ground: Ground, folder: string, found: readonly (Entry | null)[]): Promise<Entry[]> {
  const rows: Entry[] = []
  for (const entry of found) {
    if (entry?.kind === 'link') rows.push({ ...entry, linkKind: await linkKindOf(ground, childPath(folder, entry)) })
    else if (entry) rows.push(entry)
  }
  return rows
}

export async function tellEntry({ environment, ground }: Files, { path }: ParamsOf<'file.stat'>): Promise<ResultOf<'file.stat'>> {
  await using place = await ground.place(path)
  await using held = await place.folder.hold(place.name)
  const entry = await entryOf(place.folder, place.name, await Accounts.load(environment.paths.etc))
  if (!entry) throw refused('missing', place.path, 'is not there')
  const here = writtenPath(place.path)
  const linkKind = entry.kind === 'link' ? await linkKindOf(ground, here) : null
  return { ...entry, linkKind, path: here, etag: etagOf(held.stat) }
}

/** Etag of a text: of what the kernel notes, and of the content, which tells changes within one tick of its clock. */
export function textEtag(stat: string, content: Uint8Array): string {
  return `${stat}-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`
}

export async function readText({ ground }: Files, { path }: ParamsOf<'file.read'>, run: Run<'file.read'>): Promise<ResultOf<'file.read'>> {
  await using place = await ground.target(path)
  await using held = await place.folder.hold(place.name)
  await using file = await held.read()
  const content = await wholeOf(file, place.path)
  const binary = content.includes(0)
  if (!binary) await run.bytes(content)
  const etag = textEtag(etagOf(await file.stat({ bigint: true })), content)
  return { size: content.length, etag, binary, writable: await isWritable(held.self) }
}

/** Throws `too_large`. */
export async function wholeOf(file: FileHandle, path: Uint8Array): Promise<Buffer> {
  const { size } = await file.stat()
  if (size > FILE_LIMITS.textBytes) throw refused('too_large', path, `has more than ${FILE_LIMITS.textBytes} bytes: download it`)
  const content = Buffer.alloc(FILE_LIMITS.textBytes + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await about(path, () => file.read(content, length, content.length - length, length))
    length += bytesRead
    if (bytesRead === 0) return content.subarray(0, length)
    if (length > FILE_LIMITS.textBytes) throw refused('too_large', path, 'grows while it is read')
  }
}

const PART = 256 * 1024

export async function download(
  { ground }: Files,
  { path, offset = 0, length, etag }: ParamsOf<'file.download'>,
  run: Run<'file.download'>,
): Promise<ResultOf<'file.download'>> {
  await using place = await ground.target(path)
  await using held = await place.folder.hold(place.name)
  await using file = await held.read()
  const stat = await file.stat({ bigint: true })
  const found = etagOf(stat)
  if (etag !== undefined && etag !== found) throw refused('changed', place.path, 'was changed meanwhile')
  const size = Number(stat.size)
  if (offset > size) throw new ActionError('invalid', 'params.offset is beyond the end')
  const end = Math.min(size, offset + (length ?? size))
  const sent = await sendPart(file, offset, end, run, place.path)
  // Whoever reads it to the end has one content, and not the first half of one and the second of another.
  if (etagOf(await file.stat({ bigint: true })) !== found) throw refused('changed', place.path, 'was changed while it was read')
  return { size, etag: found, sent }
}

async function sendPart(file: FileHandle, from: number, end: number, run: Run, path: Uint8Array): Promise<number> {
  const buffer = Buffer.alloc(PART)
  let at = from
  while (at < end) {
    run.signal.throwIfAborted()
    const { bytesRead } = await about(path, () => file.read(buffer, 0, Math.min(PART, end - at), at))
    if (bytesRead === 0) break
    await run.bytes(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  return at - from
}

/** Names that are looked at before a sign of life is given. */
const SIGN_OF_LIFE = 2000

export async function searchNames(
  { environment, ground }: Files,
  { path, text }: ParamsOf<'file.search'>,
  run: Run<'file.search'>,
): Promise<ResultOf<'file.search'>> {
  const accounts = await Accounts.load(environment.paths.etc)
  const wanted = text.toLowerCase()
  const state = { looked: 0, found: 0, complete: true }
  const look = async (folder: Folder): Promise<void> => {
    const here = writtenPath(folder.path)
    for await (const name of folder.list()) {
      run.signal.throwIfAborted()
      if (state.found >= FILE_LIMITS.found) {
        state.complete = false
        return
      }
      if (++state.looked % SIGN_OF_LIFE === 0) run.progress(state.looked, null)
      const entry = await entryOf(folder, name, accounts)
      if (entry && name.toString('utf8').toLowerCase().includes(wanted)) {
        state.found += 1
        await run.rows([{ ...entry, folder: here }])
      }
      if (entry?.kind === 'folder') await into(folder, name)
    }
  }
  const into = async (folder: Folder, name: Buffer): Promise<void> => {
    try {
      await using below = await folder.enter(name)
      await look(below)
    } catch (error) {
      if (run.signal.aborted) throw error
      state.complete = false
    }
  }
  await using folder = await ground.folder(path)
  await look(folder)
  return state
}
