import { link, mkdir, readdir, readFile, rename, rmdir, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@hyperion/ports/clock'
import { writtenPath } from '@hyperion/wire/actions'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, RESERVED } from './folder.ts'
import type { Ground, Place } from './ground.ts'
import { removeTree } from './tree.ts'

/** A name beside the place that something is made for, until it is whole. */
export interface Draft extends AsyncDisposable {
  readonly name: Buffer
  /** It is in its place, or is to be left. */
  release(): Promise<void>
}

interface Noted {
  /** The folder, as paths are written, and the name in it. */
  readonly folder: string
  readonly name: string
  /** Epoch ms; of what is kept after its order is over: until when. */
  readonly until: number | null
}

/**
 * What is half made: it lies beside its place under a name of the agent's own, and is noted in the agent's folder before it is begun.
 * What an agent that was killed left behind is swept away by the next one.
 */
export class Scratch {
  readonly #folder: string
  readonly #ground: Ground
  readonly #clock: Clock
  /** What is to be swept when its time is over, unless it is needed again: how to call that off. */
  readonly #kept = new Map<string, () => void>()

  constructor(dataDir: string, ground: Ground, clock: Clock) {
    this.#folder = join(dataDir, 'files', 'drafts')
    this.#ground = ground
    this.#clock = clock
  }

  /** For one order; gone with it unless it is released. */
  async draft(folder: Folder, id: string): Promise<Draft> {
    const name = Buffer.from(`${RESERVED}${id}`)
    await this.note(id, folder, name, null)
    const release = (): Promise<void> => this.forget(id)
    const undo = async (): Promise<void> => {
      await removeTree(folder, name).catch(() => {})
      await release()
    }
    let over = false
    return {
      name,
      release: async () => {
        over = true
        await release()
      },
      [Symbol.asyncDispose]: async () => {
        if (!over) await undo()
      },
    }
  }

  /** `until`: not swept before by an agent after this one; by this one when {@link Scratch.sweepLater} is called. */
  async note(id: string, folder: Folder, name: Buffer, until: number | null): Promise<void> {
    this.#callOff(id)
    const noted: Noted = { folder: writtenPath(folder.path), name: name.toString('latin1'), until }
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await writeFile(join(this.#folder, id), JSON.stringify(noted), { mode: 0o600, flush: true })
  }

  /** What was noted with an end is not worked on any more: it is swept then, unless it is noted again. */
  sweepLater(id: string, until: number): void {
    this.#callOff(id)
    const sweep = (): void => {
      this.#kept.delete(id)
      void this.#sweepOne(id).catch(() => {})
    }
    this.#kept.set(id, this.#clock.after(Math.max(0, until - this.#clock.now()), sweep))
  }

  #callOff(id: string): void {
    this.#kept.get(id)?.()
    this.#kept.delete(id)
  }

  async forget(id: string): Promise<void> {
    this.#callOff(id)
    await unlink(join(this.#folder, id)).catch(() => {})
  }

  /** Removes what orders left that are not under way, and what was kept too long. */
  async sweep(): Promise<void> {
    for (const id of await readdir(this.#folder).catch(() => [])) await this.#sweepOne(id).catch(() => {})
  }

  async #sweepOne(id: string): Promise<void> {
    const noted = JSON.parse(await readFile(join(this.#folder, id), 'utf8')) as Noted
    if (noted.until !== null && noted.until > this.#clock.now()) {
      this.sweepLater(id, noted.until)
      return
    }
    if (noted.name.startsWith(RESERVED)) {
      await using folder = await this.#ground.folder(noted.folder)
      await removeTree(folder, Buffer.from(noted.name, 'latin1'))
    }
    await this.forget(id)
  }
}

/** Puts a draft under its name, where nothing is yet. Throws `exists`. Whole or not at all: never is there half of it. */
export async function putNew(from: Folder, name: Buffer, to: Place): Promise<void> {
  const { folder, path } = to
  const isFolder = (await about(path, () => from.look(name)))?.isDirectory()
  await about(path, () => (isFolder ? putFolder(from.at(name), folder.at(to.name)) : putFile(from, name, to)))
  await folder.sync()
}

/** A folder can be put over one that is empty, and over nothing else: so the name is taken first, which fails if it is in use. */
async function putFolder(from: Buffer, to: Buffer): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  try {
    await rename(from, to)
  } catch (error) {
    await rmdir(to).catch(() => {})
    throw error
  }
}

/** A second name fails if it is in use, where a change of names would replace what is there. */
async function putFile(from: Folder, name: Buffer, { folder, name: to, path }: Place): Promise<void> {
  try {
    await link(from.at(name), folder.at(to))
  } catch (error) {
    if (!NO_SECOND_NAME.has(codeOf(error) ?? '')) throw error
    // File systems without hard links: nothing better is to be had there.
    if (await folder.look(to)) throw refused('exists', path, 'is there already')
    return rename(from.at(name), folder.at(to))
  }
  await unlink(from.at(name))
}

const NO_SECOND_NAME = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])
