import { ActionError } from '@hyperion/domain/actions'
import { SftpFailure, type SftpFile, type SftpSession } from '@hyperion/ports/ssh'
import { namesOf } from '@hyperion/wire/actions'
import { ARCHIVE_LIMITS, archiveError, checkedNames, lookThrough, type Opened, openedIn } from '../../actions/files/archive-members.ts'
import { refused } from '../../actions/files/errors.ts'
import { ArchiveFault, type ArchiveSource, type Member } from '../../actions/files/tar.ts'
import { Progress } from '../../actions/files/tree.ts'
import { deletion } from './change.ts'
import { hostTime } from './copy.ts'
import { about } from './failures.ts'
import type { SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'
import { filling, making, putNew } from './put.ts'
import { childOf } from './trees.ts'
import { changing, LASTS } from './workshop.ts'

/**
 * Unpacks an archive into a new folder; the bytes go through the hub. It is looked through as a whole first: one member that would lead
 * out, or is nothing that can be unpacked, and nothing is written.
 */
export const extractOverShell = changing<'file.extract'>(async ({ ground, sftp, scratch }, { path, to }, run) => {
  const { place: source, found } = await ground.lookedThrough(path)
  const target = await ground.place(to)
  if (await ground.look(target.path)) throw refused('exists', target.path, 'is there already')
  await using opened = await ground.openFile(source, found)
  try {
    const archive = sourceOf(opened.file, source.path)
    const space = await sftp.space(target.folder.path).catch(() => null)
    await lookThrough(archive, space?.freeBytes ?? null, run)
    await ground.stillThere(target.folder)
    await using draft = scratch.draft(target.folder)
    await filling(ground, target.path, () => sftp.makeFolder(draft.path, 0o700))
    const { uid } = await about(target.path, () => sftp.lstat(draft.path))
    const progress = new Progress(run)
    await new Unpacking(ground, draft.path, target.path, progress).all(archive)
    await putNew(ground, draft.path, target)
    draft.release()
    await scratch.sweep(target.folder, { uid, now: await hostTime(sftp, target) }).catch(() => {})
    return { files: progress.files, bytes: progress.bytes, undo: deletion(target) }
  } catch (error) {
    throw archiveError(error, source.path)
  }
}, LASTS)

/** Read ahead: a packer’s headers are small, and each read takes a way there and back. */
const AHEAD = 1024 * 1024

function sourceOf(file: SftpFile, path: Buffer): ArchiveSource {
  let from = 0
  let have: Uint8Array = Buffer.alloc(0)
  return {
    stat: () => about(path, () => file.stat()),
    async read(buffer, offset, length, position) {
      if (position < from || position >= from + have.length) {
        have = await about(path, () => file.read(position, Math.max(length, AHEAD)))
        from = position
      }
      const bytes = have.subarray(position - from, position - from + length)
      buffer.set(bytes, offset)
      return { bytesRead: bytes.length }
    },
  }
}

interface Late {
  readonly names: readonly Buffer[]
  readonly member: Member
}

/** Links come last: no member is written through one. Whatever the archive has become since it was looked through is checked again. */
class Unpacking {
  readonly #ground: SshGround
  readonly #sftp: SftpSession
  readonly #top: Buffer
  /** What is told of what cannot be made. */
  readonly #target: Buffer
  readonly #progress: Progress
  readonly #made = new Set<string>()

  constructor(ground: SshGround, top: Buffer, target: Buffer, progress: Progress) {
    this.#ground = ground
    this.#sftp = ground.sftp
    this.#top = top
    this.#target = target
    this.#progress = progress
  }

  async all(archive: ArchiveSource): Promise<void> {
    const links: Late[] = []
    const folders: Late[] = []
    let members = 0
    for await (const { member, content } of openedIn(archive)) {
      const names = checkedNames(member)
      if (++members > ARCHIVE_LIMITS.members) throw new ActionError('changed', 'the archive was changed meanwhile')
      if (member.kind === 'file' && names.length > 0) await this.#file(names, { member, content })
      else {
        for await (const _ of content) this.#progress.step(0)
        if (member.kind === 'folder') {
          folders.push({ names, member })
          await this.#folder(names)
        } else if (names.length > 0) links.push({ names, member })
      }
      this.#progress.step(0)
    }
    for (const late of links) await this.#link(late)
    for (const { names, member } of folders.reverse()) {
      if (names.length > 0) await this.#dress(this.#at(names), (member.mode & 0o777) | 0o700, member.mtime)
    }
    await this.#dress(this.#top, 0o755, 0)
  }

  #at(names: readonly Buffer[]): Buffer {
    return names.reduce<Buffer>(childOf, this.#top)
  }

  async #dress(path: Buffer, mode: number, mtime: number): Promise<void> {
    await about(this.#target, () => this.#sftp.change(path, { mode, ...(mtime > 0 && { modifiedAt: mtime * 1000 }) }))
  }

  /** The folder of these names, made as far as it is not there. No link is among them: those are made when all else is there. */
  async #folder(names: readonly Buffer[]): Promise<Buffer> {
    let path = this.#top
    for (const name of names) {
      path = childOf(path, name)
      if (this.#made.has(path.toString('latin1'))) continue
      const at = path
      const found = await this.#ground.look(at)
      if (!found) await filling(this.#ground, this.#target, () => this.#sftp.makeFolder(at, 0o755))
      else if (kindOf(found.mode) !== 'folder') throw new ArchiveFault('a folder in it is something else as well')
      this.#made.add(path.toString('latin1'))
    }
    return path
  }

  async #file(names: readonly Buffer[], { member, content }: Opened): Promise<void> {
    const path = childOf(await this.#folder(names.slice(0, -1)), names.at(-1) as Buffer)
    const file = await making(this.#ground, path, () => this.#sftp.open(path, 'create')).catch(asArchive)
    try {
      let at = 0
      for await (const part of inLargerParts(content)) {
        const from = at
        at += part.length
        await filling(this.#ground, this.#target, () => file.write(part, from))
        this.#progress.step(part.length)
      }
      const { mode, mtime } = member
      await about(this.#target, () => file.change({ mode: mode & 0o777, ...(mtime > 0 && { modifiedAt: mtime * 1000 }) }))
    } finally {
      await file.close().catch(() => {})
    }
    this.#progress.files += 1
  }

  async #link({ names, member }: Late): Promise<void> {
    // Asked for name by name: links are there by now.
    const folder = await this.#plainFolder(names.slice(0, -1))
    const path = childOf(folder, names.at(-1) as Buffer)
    if (member.kind === 'link') {
      await making(this.#ground, path, () => this.#sftp.makeLink(path, member.target)).catch(asArchive)
      return
    }
    const to = namesOf(member.target).map((each) => Buffer.from(each))
    const other = childOf(await this.#plainFolder(to.slice(0, -1)), to.at(-1) as Buffer)
    const found = await this.#ground.look(other)
    if (!found || kindOf(found.mode) !== 'file') throw new ArchiveFault('a second name in it is of nothing')
    try {
      await this.#sftp.link(other, path)
    } catch (error) {
      if (error instanceof SftpFailure && error.kind === 'unsupported')
        throw refused('unsupported', this.#target, 'cannot be made: the archive has second names of files, which this server cannot give')
      await making(this.#ground, path, () => Promise.reject(error)).catch(asArchive)
    }
  }

  async #plainFolder(names: readonly Buffer[]): Promise<Buffer> {
    let path = this.#top
    for (const name of names) {
      path = childOf(path, name)
      const at = path
      const found = await this.#ground.look(at)
      if (!found) await filling(this.#ground, this.#target, () => this.#sftp.makeFolder(at, 0o755))
      else if (kindOf(found.mode) !== 'folder') throw new ArchiveFault('a member of it lies in a link')
    }
    return path
  }
}

/** A name that comes twice. */
function asArchive(error: unknown): never {
  if (error instanceof ActionError && error.failure === 'exists') throw new ArchiveFault('a name in it comes twice')
  throw error
}

async function* inLargerParts(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const part of content) {
    waiting.push(part)
    length += part.length
    if (length < AHEAD) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}
