import type { BigIntStats } from 'node:fs'
import { type FileHandle, link, mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError } from '@hyperion/domain/actions'
import { type RowOf, writtenPath } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { kindOf } from './entries.ts'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, type Held, identityOf, pathOf, RESERVED } from './folder.ts'
import type { Ground, Place } from './ground.ts'
import { putNew } from './scratch.ts'
import { removeTree } from './tree.ts'

export type Thrown = RowOf<'file.trash'>

interface Kept extends Thrown {
  /** The folder of the trash it lies in, and what it is: nothing else is ever restored or removed for it. */
  readonly folder: string
  readonly identity: string
  /** A text that another one took the place of. */
  readonly earlier?: boolean
}

/** Texts of one path that are kept before the one that is there now. */
const EARLIER = 10

const TRASH = Buffer.from(`${RESERVED}trash`)

/**
 * What was deleted, until the trash is emptied. It stays on its file system, in a folder for the agent alone as high up in the root as
 * that goes; what it was and where is noted in the agent's own folder, where nobody can forge it.
 */
export class Trash {
  readonly #folder: string
  readonly #ground: Ground
  readonly #now: () => number

  constructor(dataDir: string, ground: Ground, now: () => number) {
    this.#folder = join(dataDir, 'files', 'trash')
    this.#ground = ground
    this.#now = now
  }

  /** Takes an entry away. Answers the number to get it back by. */
  take(place: Place, by: string, id: string, earlier = false): Promise<string> {
    return this.#put(place, by, id, rename, earlier)
  }

  /** Keeps what a name stands for before something takes its place; the name stays in use until then. */
  keep(place: Place, by: string, id: string): Promise<string> {
    return this.#put(place, by, id, link)
  }

  /**
   * Keeps a file that a text is about to be written over, and answers how it is then: its second name shows in it. Null where it cannot
   * be kept. Throws `changed` where something else has the name by now.
   */
  async keepEarlier(place: Place, { stat }: Held, { id, by }: Pick<Run, 'id' | 'by'>): Promise<BigIntStats | null> {
    try {
      await this.#put(place, by, id, link, true)
    } catch {
      // No second names here, no place for a trash, or a full disk: the text is written all the same, and nothing undoes it.
      return null
    }
    const { folder } = await this.#kept(id)
    await using trash = await this.#trashOf({ folder })
    const kept = await trash.look(Buffer.from(id))
    if (kept && identityOf(kept) === identityOf(stat) && kept.size === stat.size && kept.mtimeNs === stat.mtimeNs) return kept
    await this.remove(id).catch(() => {})
    throw refused('changed', place.path, 'was changed meanwhile')
  }

  /** The path of a text that another one took the place of; null for what was deleted. Throws `missing`. */
  async earlierPath(id: string): Promise<string | null> {
    const { earlier, path } = await this.#kept(id)
    return earlier ? path : null
  }

  /** Reads the file that was kept of a path. Throws `missing`. */
  async read<T>(id: string, path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
    const kept = await this.#kept(id)
    if (kept.path !== path) throw new ActionError('missing', `there is no ${id} of this file in the trash`)
    await using trash = await this.#trashOf(kept)
    await using held = await trash.hold(Buffer.from(id))
    if (identityOf(held.stat) !== kept.identity) throw refused('missing', Buffer.from(path), 'is not in the trash any more')
    await using file = await held.read()
    return await work(file)
  }

  /** Removes what was kept of a path before the last few. */
  async tidyEarlier(path: string): Promise<void> {
    const ids = await readdir(this.#folder)
    const all = await Promise.all(ids.map((id) => this.#kept(id).catch(() => null)))
    const earlier = all.filter((kept) => kept?.earlier === true && kept.path === path).map((kept) => kept as Kept)
    for (const { id } of earlier.sort((a, b) => b.deletedAt - a.deletedAt).slice(EARLIER)) await this.remove(id)
  }

  async #put(place: Place, by: string, id: string, move: typeof rename, earlier = false): Promise<string> {
    const { folder, name, path } = place
    await using held = await folder.hold(name)
    await this.#ground.mayGo(held)
    await using trash = await this.#open(folder)
    const { stat } = held
    const kept: Kept = {
      id,
      path: writtenPath(path),
      kind: kindOf(stat),
      size: Number(stat.size),
      deletedAt: this.#now(),
      by: by.slice(0, 255),
      folder: writtenPath(pathOf(trash.names.slice(0, -1))),
      identity: identityOf(stat),
      ...(earlier && { earlier }),
    }
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFile(join(this.#folder, id), JSON.stringify(kept), { mode: 0o600, flush: true, flag: 'wx' })
    try {
      await about(path, () => move(folder.at(name), trash.at(Buffer.from(id))))
    } catch (error) {
      await this.#forget(id)
      throw error
    }
    await Promise.all([folder.sync(), trash.sync()])
    return id
  }

  /** Puts it back to where it was. Throws `exists`, `missing`. Answers the path. */
  async restore(id: string): Promise<string> {
    const kept = await this.#kept(id)
    await using trash = await this.#trashOf(kept)
    await this.#same(trash, kept)
    await using place = await this.#ground.place(kept.path)
    await putNew(trash, Buffer.from(id), place)
    await this.#forget(id)
    return kept.path
  }

  async list(): Promise<readonly Thrown[]> {
    const found: Thrown[] = []
    for (const id of await readdir(this.#folder).catch(() => [])) {
      try {
        const kept = await this.#kept(id)
        await using trash = await this.#trashOf(kept)
        await this.#same(trash, kept)
        const { folder: _, identity: __, earlier = false, ...thrown } = kept
        found.push({ ...thrown, earlier })
      } catch (error) {
        // Of one that is gone, by a crash before it came here say, nothing is told any more.
        if (error instanceof ActionError && error.failure === 'missing') await this.#forget(id)
      }
    }
    return found.sort((a, b) => b.deletedAt - a.deletedAt)
  }

  /** Removes it for good. Answers whether it was there. */
  async remove(id: string, signal?: AbortSignal): Promise<boolean> {
    const kept = await this.#kept(id)
    await using trash = await this.#trashOf(kept)
    await this.#same(trash, kept)
    await removeTree(trash, Buffer.from(id), signal)
    await this.#forget(id)
    return true
  }

  async #kept(id: string): Promise<Kept> {
    try {
      return JSON.parse(await readFile(join(this.#folder, id), 'utf8')) as Kept
    } catch {
      throw new ActionError('missing', `there is no ${id} in the trash`)
    }
  }

  async #trashOf({ folder }: Pick<Kept, 'folder'>): Promise<Folder> {
    await using above = await this.#ground.folder(folder)
    // Awaited: the folder above is let go when this is left, and its number may be another folder by then.
    return await above.enter(TRASH)
  }

  async #same(trash: Folder, { id, identity, path }: Kept): Promise<void> {
    const stat = await trash.look(Buffer.from(id))
    if (!stat || identityOf(stat) !== identity) throw refused('missing', Buffer.from(path), 'is not in the trash any more')
  }

  async #forget(id: string): Promise<void> {
    await unlink(join(this.#folder, id)).catch(() => {})
  }

  /** The trash for what is in a folder: as high up as the same file system and the root go, and the account may write. */
  async #open(folder: Folder): Promise<Folder> {
    const least = (await this.#ground.rootOf(folder)).length
    for (let depth = least; depth <= folder.names.length; depth++) {
      await using above = await this.#ground.folder(writtenPath(pathOf(folder.names.slice(0, depth))))
      if (above.stat.dev !== folder.stat.dev) continue
      const trash = await ownFolder(above)
      if (trash) return trash
    }
    throw refused('permission', folder.path, 'has no place for a trash that the agent’s account may write')
  }
}

/** Null where none can be made. One that somebody else made would let them at what is thrown away. */
async function ownFolder(above: Folder): Promise<Folder | null> {
  try {
    await mkdir(above.at(TRASH), { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return null
  }
  const trash = await above.enter(TRASH).catch(() => null)
  if (trash && trash.stat.uid === BigInt(process.getuid?.() ?? -1) && (trash.stat.mode & 0o077n) === 0n) return trash
  await trash?.[Symbol.asyncDispose]()
  return null
}
