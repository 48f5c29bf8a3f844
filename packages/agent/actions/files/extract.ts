import { chmod, type FileHandle, link, mkdir, statfs, symlink, utimes } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ActionError } from '@hyperion/domain/actions'
import { namesOf, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { deletion } from './change.ts'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, isReserved, pathOf } from './folder.ts'
import { putNew } from './scratch.ts'
import { ArchiveFault, type Member, membersOf, Pieces, padded } from './tar.ts'
import { createFile, Progress, writeAll } from './tree.ts'
import type { Workshop } from './workshop.ts'
import { zipContent, zipMembers } from './zip.ts'

const LIMITS = {
  members: 200_000,
  depth: 64,
  /** What an archive of nothing special may unpack to, and beyond it how many times its own size. */
  plainBytes: 256 * 1024 * 1024,
  ratio: 200,
} as const

/**
 * Unpacks an archive into a new folder. It is looked through as a whole first: one member that would lead out, or is nothing that can
 * be unpacked, and nothing is written. What is unpacked lies beside until it is whole.
 */
export async function extractArchive(
  { ground, scratch }: Workshop,
  { path, to }: ParamsOf<'file.extract'>,
  run: Run<'file.extract'>,
): Promise<ResultOf<'file.extract'>> {
  await using source = await ground.target(path)
  await using held = await source.folder.hold(source.name)
  await using file = await held.read()
  await using target = await ground.place(to)
  if (await target.folder.look(target.name)) throw refused('exists', target.path, 'is there already')
  try {
    await lookThrough(file, target.folder, run)
    await using draft = await scratch.draft(target.folder, run.id)
    await about(target.path, () => mkdir(target.folder.at(draft.name), { mode: 0o700 }))
    const progress = new Progress(run)
    await unpack(file, target.folder, draft.name, progress)
    await putNew(target.folder, draft.name, target)
    await draft.release()
    return { files: progress.files, bytes: progress.bytes, undo: deletion(target) }
  } catch (error) {
    if (error instanceof ArchiveFault || codeOf(error)?.startsWith('Z_') || codeOf(error)?.startsWith('ERR_'))
      throw refused('invalid', source.path, `cannot be unpacked: ${(error as Error).message}`)
    throw error
  }
}

/** A member with what it holds, which is to be taken to its end. */
interface Opened {
  readonly member: Member
  readonly content: AsyncIterable<Buffer>
}

async function* openedIn(file: FileHandle): AsyncGenerator<Opened> {
  const start = Buffer.alloc(4)
  await file.read(start, 0, 4, 0)
  if (start.readUInt32LE(0) === 0x04034b50 || start.readUInt32LE(0) === 0x06054b50) {
    for (const member of await zipMembers(file)) yield { member, content: zipContent(file, member) }
    return
  }
  const whole = Readable.from(partsOf(file), { objectMode: false })
  const plain = start.readUInt16BE(0) === 0x1f8b ? whole.pipe(createGunzip()) : whole
  whole.on('error', (error) => plain.destroy(error))
  try {
    const pieces = new Pieces(plain)
    for await (const member of membersOf(pieces)) yield { member, content: tarContent(pieces, member.size) }
  } finally {
    whole.destroy()
    plain.destroy()
  }
}

const PART = 256 * 1024

async function* partsOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const buffer = Buffer.alloc(PART)
    const { bytesRead } = await file.read(buffer, 0, PART, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function* tarContent(pieces: Pieces, size: number): AsyncGenerator<Buffer> {
  for (let left = size; left > 0; ) {
    const part = await pieces.some(left)
    if (!part) throw new ArchiveFault('it is cut short')
    left -= part.length
    yield part
  }
  if (padded(size) > size) await pieces.exactly(padded(size) - size)
}

/** Throws for an archive that must not be unpacked. */
async function lookThrough(file: FileHandle, folder: Folder, run: Run): Promise<void> {
  const { size } = await file.stat()
  const { bavail, bsize } = await statfs(folder.self)
  const most = Math.max(LIMITS.plainBytes, size * LIMITS.ratio)
  let members = 0
  let bytes = 0
  for await (const { member, content } of openedIn(file)) {
    checkedNames(member)
    if (++members > LIMITS.members) throw new ActionError('too_large', `the archive has more than ${LIMITS.members} members`)
    for await (const part of content) {
      run.signal.throwIfAborted()
      bytes += part.length
      if (bytes > most) throw new ActionError('too_large', 'the archive unpacks to absurdly more than it is: nothing was written')
      if (bytes > bavail * bsize) throw new ActionError('busy', 'the archive does not fit: not enough space is left')
    }
    if (members % 256 === 0 || bytes > 0) run.progress(bytes, null)
  }
}

/** The names that a member goes through within the new folder; none for the folder itself. Throws for one that would lead out of it. */
function checkedNames({ name, kind, target }: Member): readonly Buffer[] {
  const path = Buffer.concat([Buffer.from('/'), name])
  if (name[0] === 0x2f || name.includes(0) || name.includes(0x5c))
    throw refused('outside', path, 'in the archive is no plain relative name')
  const names = namesOf(name).map((each) => Buffer.from(each))
  const plain = names.filter((each) => each.toString('latin1') !== '.')
  if (plain.some((each) => each.toString('latin1') === '..')) throw refused('outside', path, 'in the archive leads out of it')
  if (plain.some((each) => each.length > 255 || isReserved(each))) throw refused('invalid', path, 'in the archive cannot be named so')
  if (plain.length > LIMITS.depth) throw refused('too_large', path, 'in the archive lies too deep')
  if (kind === 'other') throw refused('invalid', path, 'in the archive is a device, a FIFO or the like')
  if (kind === 'link' && !staysInside(plain, target)) throw refused('outside', path, 'in the archive is a link that leads out of it')
  if (kind === 'hardlink') checkedNames({ name: target, kind: 'file', mode: 0, size: 0, mtime: 0, target: Buffer.alloc(0) })
  return plain
}

/** Each step of it, too: what goes out and comes back depends on how the folder around is called. */
function staysInside(names: readonly Buffer[], target: Buffer): boolean {
  if (target.length === 0 || target[0] === 0x2f || target.includes(0)) return false
  let depth = names.length - 1
  for (const name of namesOf(target)) {
    const text = Buffer.from(name).toString('latin1')
    if (text === '..') depth -= 1
    else if (text !== '.') depth += 1
    if (depth < 0) return false
  }
  return true
}

interface Late {
  readonly names: readonly Buffer[]
  readonly member: Member
}

/** Links come last: no member is written through one. Whatever the archive has become since it was looked through is checked again. */
async function unpack(file: FileHandle, folder: Folder, draft: Buffer, progress: Progress): Promise<void> {
  await using top = await folder.enter(draft)
  const links: Late[] = []
  const folders: Late[] = []
  let members = 0
  for await (const { member, content } of openedIn(file)) {
    const names = checkedNames(member)
    if (++members > LIMITS.members) throw new ActionError('changed', 'the archive was changed meanwhile')
    if (member.kind === 'file' && names.length > 0) await unpackFile(top, names, member, content, progress)
    else {
      for await (const _ of content) progress.step(0)
      if (member.kind === 'folder') {
        folders.push({ names, member })
        await (await folderFor(top, names))[Symbol.asyncDispose]()
      } else if (names.length > 0) links.push({ names, member })
    }
    progress.step(0)
  }
  for (const late of links) await unpackLink(top, late)
  for (const { names, member } of folders.reverse()) await dressFolder(top, names, member)
  await chmod(top.self, 0o755)
}

async function unpackFile(top: Folder, names: readonly Buffer[], member: Member, content: AsyncIterable<Buffer>, progress: Progress) {
  await using folder = await folderFor(top, names.slice(0, -1))
  const name = names.at(-1) as Buffer
  await using file = await createFile(folder, name)
  let at = 0
  for await (const part of content) {
    await about(pathOf(names), () => writeAll(file, part, at))
    at += part.length
    progress.step(part.length)
  }
  await file.chmod(member.mode & 0o777)
  if (member.mtime > 0) await file.utimes(member.mtime, member.mtime).catch(() => {})
  progress.files += 1
}

async function unpackLink(top: Folder, { names, member }: Late): Promise<void> {
  await using folder = await folderFor(top, names.slice(0, -1))
  const name = names.at(-1) as Buffer
  if (member.kind === 'link') await about(pathOf(names), () => symlink(member.target, folder.at(name)))
  else {
    const to = namesOf(member.target).map((each) => Buffer.from(each))
    await using other = await folderFor(top, to.slice(0, -1))
    const stat = await other.look(to.at(-1) as Buffer)
    if (!stat?.isFile()) throw new ArchiveFault('a second name in it is of nothing')
    await about(pathOf(names), () => link(other.at(to.at(-1) as Buffer), folder.at(name)))
  }
}

async function dressFolder(top: Folder, names: readonly Buffer[], { mode, mtime }: Member): Promise<void> {
  if (names.length === 0) return
  await using folder = await folderFor(top, names)
  await chmod(folder.self, (mode & 0o777) | 0o700)
  if (mtime > 0) await utimes(folder.self, mtime, mtime).catch(() => {})
}

/** The folder of these names, made as far as it is not there. */
async function folderFor(top: Folder, names: readonly Buffer[]): Promise<Folder> {
  let folder = await top.again()
  for (const name of names) {
    await mkdir(folder.at(name), { mode: 0o755 }).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
    const above = folder
    try {
      folder = await above.enter(name)
    } finally {
      await above[Symbol.asyncDispose]()
    }
  }
  return folder
}
