import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, lstat, open, opendir, readlink } from 'node:fs/promises'
import { about, refused } from './errors.ts'

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
/** Of Linux: names something without opening it, whatever it is and whoever may read it. */
const O_PATH = 0o10000000

/** Names of the agent's own in folders of others: trash, parts of uploads, drafts. Nobody reaches them by their name. */
export const RESERVED = '.hyperion-'

/** How deep folders may lie in each other: each is held open while what is below it is touched. */
const MOST_DEEP = 200

/** Tells one file of this machine from every other. */
export function identityOf({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`
}

/** What may not be gone into, by what it is and not by how it is called. Throws `ActionError`. */
export type Guard = (entry: Held, above: BigIntStats | null) => Promise<void>

/** An entry as it was found: it stays this one, whatever its name is given to meanwhile. Opening it like this has no effect on it. */
export class Held implements AsyncDisposable {
  readonly stat: BigIntStats
  readonly path: Buffer
  readonly #handle: FileHandle

  constructor(handle: FileHandle, stat: BigIntStats, path: Buffer) {
    this.#handle = handle
    this.stat = stat
    this.path = path
  }

  get fd(): number {
    return this.#handle.fd
  }

  /** A path that means this very entry. */
  get self(): string {
    return `/proc/self/fd/${this.fd}`
  }

  /** For its content; throws for all but plain files, since opening a FIFO or a device has an effect, or never ends. */
  async read(): Promise<FileHandle> {
    if (!this.stat.isFile()) throw refused('invalid', this.path, 'is not a plain file')
    return about(this.path, () => open(this.self, O_RDONLY | O_NONBLOCK))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }
}

/**
 * A folder that is held open. All that is done in it is done to names in this very folder, through the descriptor, and never through
 * its path: nobody can swap a folder above for a link in between.
 */
export class Folder extends Held {
  /** From the root of the file system, none of them a link. */
  readonly names: readonly Buffer[]
  /** Who it is, and the folders above. */
  readonly trail: readonly string[]
  readonly #guard: Guard

  private constructor(handle: FileHandle, stat: BigIntStats, names: readonly Buffer[], above: readonly string[], guard: Guard) {
    super(handle, stat, pathOf(names))
    this.names = names
    this.trail = [...above, identityOf(stat)]
    this.#guard = guard
  }

  /** Where the file system of the host begins. */
  static async base(path: string, guard: Guard): Promise<Folder> {
    const handle = await open(path, O_PATH | O_DIRECTORY)
    return new Folder(handle, await handle.stat({ bigint: true }), [], [], guard)
  }

  /** A name in this folder, for calls that take a path: its last part is never looked through by those that do not follow links. */
  at(name: Uint8Array): Buffer {
    return Buffer.concat([Buffer.from(`${this.self}/`), name])
  }

  pathTo(name: Uint8Array): Buffer {
    return pathOf([...this.names, Buffer.from(name)])
  }

  /** The entry of this name, a link itself and not what it leads to. Throws `missing`, `protected`. */
  async hold(name: Uint8Array): Promise<Held> {
    const path = this.pathTo(name)
    const handle = await about(path, () => open(this.at(name), O_PATH | O_NOFOLLOW))
    return this.#guarded(handle, path, (stat) => new Held(handle, stat, path))
  }

  /** A folder in this one. Throws `missing` for all else, links too. */
  async enter(name: Uint8Array): Promise<Folder> {
    const path = this.pathTo(name)
    if (this.names.length >= MOST_DEEP) throw refused('too_large', path, 'lies too deep')
    const handle = await about(path, () => open(this.at(name), O_PATH | O_NOFOLLOW | O_DIRECTORY))
    return this.#guarded(handle, path, (stat) => new Folder(handle, stat, [...this.names, Buffer.from(name)], this.trail, this.#guard))
  }

  /** Held a second time, to be let go by itself. */
  async again(): Promise<Folder> {
    const handle = await open(this.self, O_PATH | O_DIRECTORY)
    return new Folder(handle, this.stat, this.names, this.trail.slice(0, -1), this.#guard)
  }

  async #guarded<T extends Held>(handle: FileHandle, path: Buffer, make: (stat: BigIntStats) => T): Promise<T> {
    try {
      const held = make(await about(path, () => handle.stat({ bigint: true })))
      await this.#guard(held, this.stat)
      return held
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Null where there is none. */
  async look(name: Uint8Array): Promise<BigIntStats | null> {
    try {
      return await lstat(this.at(name), { bigint: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  linkOf(name: Uint8Array): Promise<Buffer> {
    return about(this.pathTo(name), () => readlink(this.at(name), { encoding: 'buffer' }))
  }

  /** Its names, those of the agent's own left out unless all are asked for. */
  async *list(all = false): AsyncGenerator<Buffer> {
    const entries = await about(this.path, () => opendir(this.self, { encoding: 'buffer' as 'utf8', bufferSize: 512 }))
    for await (const { name } of entries) {
      const bytes = name as unknown as Buffer
      if (all || !isReserved(bytes)) yield bytes
    }
  }

  /** What was changed in it outlives a power cut. */
  async sync(): Promise<void> {
    const handle = await open(this.self, O_RDONLY | O_DIRECTORY).catch(() => null)
    // A folder that may be written but not read cannot be synced; nor can those of some network file systems.
    await handle?.sync().catch(() => {})
    await handle?.close()
  }
}

export function isReserved(name: Uint8Array): boolean {
  return Buffer.from(name.buffer, name.byteOffset, Math.min(name.length, RESERVED.length)).equals(Buffer.from(RESERVED))
}

export function pathOf(names: readonly Uint8Array[]): Buffer {
  return names.length === 0 ? Buffer.from('/') : Buffer.concat(names.flatMap((name) => [Buffer.from('/'), name]))
}
