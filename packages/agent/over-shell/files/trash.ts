import { createHash, randomUUID } from 'node:crypto'
import { ActionError } from '@hyperion/domain/actions'
import { type SftpAttributes, SftpFailure, type SftpSession } from '@hyperion/ports/ssh'
import { FILE_KINDS, FILE_LIMITS, filePath, namesOf, pathBytes, type RowOf, writtenPath } from '@hyperion/wire/actions'
import { fields, flag, type Infer, instant, integer, maybe, oneOf, text } from '@hyperion/wire/checks'
import { refused } from '../../actions/files/errors.ts'
import { pathOf, RESERVED } from '../../actions/files/folder.ts'
import { about } from './failures.ts'
import type { ShellFolder, ShellPlace, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'
import { making, putNew } from './put.ts'
import { besides } from './scratch.ts'
import { childOf, eachOf, removeTree } from './trees.ts'

const TRASH = `${RESERVED}trash`
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Texts of one path that are kept before the one that is there now. */
const EARLIER = 10
/** Of a note. */
const NOTE_BYTES = 32 * 1024
/** Notes that are read. */
const MOST = 10_000

/** What lies beside each thing in the trash. The account could write others: each is checked when it is read. */
const NOTE = fields({
  path: filePath,
  kind: oneOf(FILE_KINDS),
  size: integer(0),
  deletedAt: instant,
  by: text(255),
  earlier: maybe(flag),
})

type Note = Infer<typeof NOTE>

interface Found {
  readonly trash: Buffer
  readonly note: Note
}

/**
 * What was deleted, until the trash is emptied. It stays on its file system, in a folder for the account alone as high up in the root as
 * that goes, with a note of what it was and where. Such folders that are not at the top of a root are noted in the one at home.
 */
export class ShellTrash {
  readonly #ground: SshGround
  readonly #sftp: SftpSession
  readonly #now: () => number
  /** Of the account, as far as that is known: it shows in what the account makes, else. */
  readonly #uid: () => Promise<number>
  readonly #own = new Map<string, Promise<Buffer | null>>()

  constructor(ground: SshGround, { now, uid }: { readonly now: () => number; readonly uid: () => Promise<number> }) {
    this.#ground = ground
    this.#sftp = ground.sftp
    this.#now = now
    this.#uid = uid
  }

  /** Takes an entry away. Answers the number to get it back by. */
  async take(place: ShellPlace, by: string, id: string, earlier = false): Promise<string> {
    const put = await this.#put(place, by, id, (to) => this.#sftp.rename(place.path, to), earlier)
    if (put && earlier) await this.#markEarlier(put, writtenPath(place.path), id).catch(() => {})
    if (put) return id
    throw refused('permission', place.path, 'has no place for a trash: neither its folder nor one above may be written by the account')
  }

  /** Keeps a file before something takes its place; the name stays in use until then. Answers the trash it is in; null where it cannot be kept. */
  async keep(place: ShellPlace, by: string, id: string, earlier = false): Promise<Buffer | null> {
    try {
      const kept = await this.#put(place, by, id, (to) => this.#sftp.link(place.path, to), earlier)
      if (kept && earlier) await this.#markEarlier(kept, writtenPath(place.path), id).catch(() => {})
      return kept
    } catch (error) {
      if (error instanceof ActionError && ['away', 'protected', 'missing', 'changed'].includes(error.failure)) throw error
      return null
    }
  }

  /** The path of a text that another one took the place of; null for what was deleted. Throws `missing`. */
  async earlierPath(id: string): Promise<string | null> {
    const { note } = await this.#find(id)
    return note.earlier ? note.path : null
  }

  /** The text that was kept of a path; null where it is larger than one may be. Throws `missing`. */
  async textOf(id: string, path: string): Promise<Buffer | null> {
    const { trash, note } = await this.#find(id)
    if (note.path !== path) throw new ActionError('missing', `there is no ${id} of this file in the trash`)
    const kept = childOf(trash, Buffer.from(id))
    const { mode, size } = await about(kept, () => this.#sftp.lstat(kept))
    if (kindOf(mode) !== 'file') throw new ActionError('missing', `there is no ${id} of this file in the trash`)
    return size > FILE_LIMITS.textBytes ? null : this.#read(kept, FILE_LIMITS.textBytes)
  }

  /** Removes what was kept of a path in a trash before the last few; not `id`. */
  async tidyEarlier(trash: Buffer, id: string, path: string): Promise<void> {
    const mark = markOf(path)
    const kept: { readonly id: string; readonly at: number }[] = []
    for await (const entries of this.#sftp.list(trash)) {
      for (const { name, attributes } of entries) {
        const [, of, marked = ''] = /^earlier-([0-9a-f]{32})-(.*)$/.exec(Buffer.from(name).toString('latin1')) ?? []
        if (of === mark && ID.test(marked)) kept.push({ id: marked, at: attributes.modifiedAt })
      }
    }
    const old = kept.filter((each) => each.id !== id).sort((a, b) => b.at - a.at)
    for (const each of old.slice(EARLIER - 1)) {
      await this.remove(each.id).catch(() => {})
      await this.#sftp.remove(childOf(trash, Buffer.from(`earlier-${mark}-${each.id}`))).catch(() => {})
    }
  }

  /** Puts it back to where it was. Throws `exists`, `missing`. Answers the path. */
  async restore(id: string): Promise<string> {
    const { trash, note } = await this.#find(id)
    const place = await this.#ground.place(note.path)
    await putNew(this.#ground, childOf(trash, Buffer.from(id)), place)
    await this.#forget(trash, id, note)
    return note.path
  }

  /** Puts it back in the place of the file that is there. Throws `unsupported`, `missing`. */
  async restoreOver(id: string, { folder, path }: ShellPlace): Promise<void> {
    const { trash, note } = await this.#find(id)
    await this.#ground.stillThere(folder)
    await about(path, () => this.#sftp.replace(childOf(trash, Buffer.from(id)), path))
    await this.#forget(trash, id, note)
  }

  async list(): Promise<readonly RowOf<'file.trash'>[]> {
    const rows: RowOf<'file.trash'>[] = []
    for (const trash of await this.#all()) {
      const ids: string[] = []
      for await (const entries of this.#sftp.list(trash)) {
        for (const { name } of entries) {
          const text = Buffer.from(name).toString('latin1')
          if (ID.test(text) && rows.length + ids.length < MOST) ids.push(text)
        }
      }
      await eachOf(ids, async (id) => {
        const note = await this.#noteIn(trash, id)
        if (note) rows.push({ id, ...note, earlier: note.earlier ?? false })
      })
    }
    return rows.sort((a, b) => b.deletedAt - a.deletedAt)
  }

  /** Removes it for good. */
  async remove(id: string, signal?: AbortSignal): Promise<void> {
    const { trash, note } = await this.#find(id)
    await removeTree(this.#sftp, childOf(trash, Buffer.from(id)), signal)
    await this.#forget(trash, id, note)
  }

  /** Answers the trash that it was put in; null where there is no place for one. */
  async #put(place: ShellPlace, by: string, id: string, move: (to: Buffer) => Promise<void>, earlier = false): Promise<Buffer | null> {
    const { folder, path } = place
    this.#ground.mayGo(place)
    const found = await this.#ground.look(path)
    if (!found) throw refused('missing', path, 'is not there')
    const note = this.#noteOf(place, found, by, earlier)
    for (let depth = this.#ground.rootOf(folder).length; depth <= folder.names.length; depth++) {
      const above = folderOf(folder.names.slice(0, depth))
      const trash = await this.#trashIn(above, true)
      if (!trash || !(await this.#isKnown(above))) continue
      await this.#ground.stillThere(folder)
      if (await this.#moveInto(trash, id, note, path, move)) return trash
    }
    return null
  }

  #noteOf({ path }: ShellPlace, { mode, size }: SftpAttributes, by: string, earlier: boolean): Note {
    const who = by.slice(0, 255).toWellFormed()
    return { path: writtenPath(path), kind: kindOf(mode), size, deletedAt: this.#now(), by: who, ...(earlier && { earlier }) } as Note
  }

  /** Noted first: nothing is in the trash of which nobody knows what it was. False where it lies on another file system. */
  async #moveInto(trash: Buffer, id: string, note: Note, path: Buffer, move: (to: Buffer) => Promise<void>): Promise<boolean> {
    const noteAt = childOf(trash, Buffer.from(`${id}.note`))
    await this.#write(noteAt, JSON.stringify(note))
    try {
      await move(childOf(trash, Buffer.from(id)))
      return true
    } catch (error) {
      await this.#sftp.remove(noteAt).catch(() => {})
      if (error instanceof SftpFailure && error.kind === 'failed') return false
      return await about(path, () => Promise.reject(error))
    }
  }

  async #find(id: string): Promise<Found> {
    if (ID.test(id)) {
      for (const trash of await this.#all()) {
        const note = await this.#noteIn(trash, id)
        if (note) return { trash, note }
      }
    }
    throw new ActionError('missing', `there is no ${id} in the trash`)
  }

  /** Null for what is not there, or is another thing than its note tells. */
  async #noteIn(trash: Buffer, id: string): Promise<Note | null> {
    try {
      const at = childOf(trash, Buffer.from(`${id}.note`))
      const [thing, noted] = await Promise.all([this.#sftp.lstat(childOf(trash, Buffer.from(id))), this.#sftp.lstat(at)])
      if (kindOf(noted.mode) !== 'file' || noted.size > NOTE_BYTES) return null
      const note = NOTE(JSON.parse((await this.#read(at, NOTE_BYTES)).toString('utf8')), 'note')
      return note.kind === kindOf(thing.mode) ? note : null
    } catch (error) {
      if (error instanceof SftpFailure && error.kind === 'lost') throw new ActionError('away', error.message)
      return null
    }
  }

  async #forget(trash: Buffer, id: string, { path, earlier }: Note): Promise<void> {
    await this.#sftp.remove(childOf(trash, Buffer.from(`${id}.note`))).catch(() => {})
    if (earlier) await this.#sftp.remove(childOf(trash, Buffer.from(`earlier-${markOf(path)}-${id}`))).catch(() => {})
  }

  async #markEarlier(trash: Buffer, path: string, id: string): Promise<void> {
    await this.#write(childOf(trash, Buffer.from(`earlier-${markOf(path)}-${id}`)), '')
  }

  /** Those at the top of roots, the one at home if that is open, and those that are noted there. */
  async #all(): Promise<readonly Buffer[]> {
    const tops = await Promise.all(this.#ground.roots.map((names) => this.#ground.folder(writtenPath(pathOf(names))).catch(() => null)))
    const home = await this.#home()
    const noted = await this.#noted(home)
    const own = await this.#ground.folder(writtenPath(home.path)).catch(() => null)
    const all = await Promise.all([...tops, own, ...noted].map((folder) => folder && this.#trashIn(folder, false)))
    const found = new Map(all.filter((trash) => trash !== null).map((trash) => [trash.toString('latin1'), trash]))
    return [...found.values()]
  }

  async #home(): Promise<ShellFolder> {
    const path = Buffer.from(await about(Buffer.from('.'), () => this.#sftp.realPath('.')))
    return { path, names: namesOfPath(path) }
  }

  async #noted(home: ShellFolder): Promise<readonly ShellFolder[]> {
    const trash = await this.#trashIn(home, false)
    if (!trash) return []
    const found: ShellFolder[] = []
    for await (const entries of this.#sftp.list(trash)) {
      for (const { name } of entries) {
        if (!/^at-[0-9a-f]{32}$/.test(Buffer.from(name).toString('latin1'))) continue
        try {
          const path = (await this.#read(childOf(trash, name), NOTE_BYTES)).toString('utf8')
          found.push(await this.#ground.folder(filePath(path, 'place')))
        } catch {
          // Of one that is gone, or that nobody may reach any more, nothing is told.
        }
      }
    }
    return found
  }

  /** Whether what is put into the trash of a folder is found again; it is noted at home if it has to be. */
  async #isKnown(above: ShellFolder): Promise<boolean> {
    const home = await this.#home()
    const known = [...this.#ground.realRoots, home.names].some((names) => pathOf(names).equals(above.path))
    if (known) return true
    const trash = await this.#trashIn(home, true)
    if (!trash) return false
    const at = childOf(trash, Buffer.from(`at-${markOf(writtenPath(above.path))}`))
    if (await this.#ground.look(at)) return true
    await this.#write(at, writtenPath(above.path))
    return true
  }

  /** The trash in a folder; null where there is none, none can be made, or it is not the account's alone. */
  #trashIn(above: ShellFolder, make: boolean): Promise<Buffer | null> {
    const path = besides(above, TRASH)
    const key = `${make} ${path.toString('latin1')}`
    const own = this.#own.get(key) ?? this.#ownFolder(path, make)
    this.#own.set(key, own)
    return own
  }

  async #ownFolder(path: Buffer, make: boolean): Promise<Buffer | null> {
    if (make) await this.#sftp.makeFolder(path, 0o700).catch(() => {})
    const found = await this.#ground.look(path).catch(() => null)
    if (!found || kindOf(found.mode) !== 'folder' || (found.mode & 0o077) !== 0) return null
    if (found.uid === (await this.#uid())) return path
    // Whose it is shows by what the account makes in it: root may write in those of others too.
    const probe = childOf(path, Buffer.from(`probe-${randomUUID()}`))
    try {
      const file = await this.#sftp.open(probe, 'create')
      const { uid } = await file.stat().finally(() => file.close())
      return uid === found.uid ? path : null
    } catch {
      return null
    } finally {
      await this.#sftp.remove(probe).catch(() => {})
    }
  }

  async #write(path: Buffer, content: string): Promise<void> {
    await making(this.#ground, path, async () => {
      const file = await this.#sftp.open(path, 'create')
      try {
        await file.write(Buffer.from(content), 0)
        await file.sync()
      } finally {
        await file.close()
      }
    })
  }

  async #read(path: Buffer, most: number): Promise<Buffer> {
    const file = await about(path, () => this.#sftp.open(path, 'read'))
    try {
      return Buffer.from(await about(path, () => file.read(0, most)))
    } finally {
      await file.close().catch(() => {})
    }
  }
}

function folderOf(names: readonly Buffer[]): ShellFolder {
  return { names, path: pathOf(names) }
}

function namesOfPath(path: Buffer): readonly Buffer[] {
  return namesOf(path).map((name) => Buffer.from(name))
}

/** Stands for a path in a name. */
function markOf(path: string): string {
  return createHash('sha256')
    .update(pathBytes(path) ?? path)
    .digest('hex')
    .slice(0, 32)
}
