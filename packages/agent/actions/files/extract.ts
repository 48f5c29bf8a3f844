import { chmod, type FileHandle, link, mkdir, statfs, symlink, utimes } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import { namesOf, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { ARCHIVE_LIMITS, archiveError, checkedNames, lookThrough, openedIn } from './archive-members.ts'
import { deletion } from './change.ts'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, pathOf } from './folder.ts'
import { putNew } from './scratch.ts'
import { ArchiveFault, type Member } from './tar.ts'
import { createFile, Progress, writeAll } from './tree.ts'
import type { Workshop } from './workshop.ts'

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
    const { bavail, bsize } = await statfs(target.folder.self)
    await lookThrough(file, bavail * bsize, run)
    await using draft = await scratch.draft(target.folder, run.id)
    await about(target.path, () => mkdir(target.folder.at(draft.name), { mode: 0o700 }))
    const progress = new Progress(run)
    await unpack(file, target.folder, draft.name, progress)
    await putNew(target.folder, draft.name, target)
    await draft.release()
    return { files: progress.files, bytes: progress.bytes, undo: deletion(target) }
  } catch (error) {
    throw archiveError(error, source.path)
  }
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
    if (++members > ARCHIVE_LIMITS.members) throw new ActionError('changed', 'the archive was changed meanwhile')
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
