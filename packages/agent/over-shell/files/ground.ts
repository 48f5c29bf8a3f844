import { ActionError } from '@hyperion/domain/actions'
import { Lanes } from '@hyperion/domain/lanes'
import { type SftpAttributes, type SftpEntry, SftpFailure, type SftpFile, type SftpSession, SshFailure } from '@hyperion/ports/ssh'
import { namesOf, pathBytes } from '@hyperion/wire/actions'
import { refused } from '../../actions/files/errors.ts'
import { isReserved, pathOf } from '../../actions/files/folder.ts'
import type { Run } from '../../actions/implementation.ts'
import type { Reach } from '../reach.ts'
import { about } from './failures.ts'
import { kindOf } from './kinds.ts'

export type Names = readonly Buffer[]

/** A folder, by a path without links as it was when it was looked at. */
export interface ShellFolder {
  readonly names: Names
  readonly path: Buffer
}

/** An entry's place: a folder, and a name in it, which may be that of nothing yet. */
export interface ShellPlace {
  readonly folder: ShellFolder
  readonly name: Buffer
  readonly path: Buffer
}

interface Root {
  /** As it was set. */
  readonly names: Names
  /** Where that is. */
  readonly real: Names
}

interface Known {
  readonly roots: readonly Root[]
  /** Folders with keys of the account, never gone into. */
  readonly closed: readonly Names[]
}

export interface OpenedFile extends AsyncDisposable {
  readonly file: SftpFile
  readonly attributes: SftpAttributes
}

/** How an order goes about its session. */
export interface OnGround {
  /** It may take as long as somebody reads or sends, and must not keep others from a look. */
  readonly lasts?: boolean
  /** Its work ends by itself, and soon, when it is cancelled: it needs the session to put back what it did. */
  readonly putsBack?: boolean
}

type GroundReach = Pick<Reach, 'connection' | 'roots'>

/** How many links one path may go through. */
const MOST_LINKS = 40
/** How deep folders may lie in each other. */
const MOST_DEEP = 200
const KERNEL_FOLDERS = new Set(['proc', 'sys', 'dev'])
const OUTSIDE = 'is outside of the folders that this host opens'
const SLASH = 0x2f

/**
 * The ground that files may be reached on, over SFTP: the roots of the host, or the home folder of the account. Names are looked at one by
 * one, and links followed here and not by the server; but a path is all that a server takes afterwards. Whoever may write in a folder on
 * the way can put a link in its place in between, and have the account do elsewhere what was meant for here.
 */
export class SshGround {
  readonly sftp: SftpSession
  readonly #known: Known

  private constructor(sftp: SftpSession, known: Known) {
    this.sftp = sftp
    this.#known = known
  }

  /** Runs the work of one order on a session of its own, which ends with it, or when the order does. */
  static async on<T>(
    { signal }: Pick<Run, 'signal'>,
    reach: GroundReach,
    work: (ground: SshGround) => Promise<T>,
    { lasts = false, putsBack = false }: OnGround = {},
  ): Promise<T> {
    const { connection, roots } = reach
    const { promise: over, reject } = Promise.withResolvers<never>()
    over.catch(() => {})
    const give = (): void => reject(signal.reason)
    const all = async (): Promise<T> => {
      signal.throwIfAborted()
      const sftp = await connection.sftp().catch(noSftp)
      const end = (): void => sftp.end()
      signal.addEventListener('abort', end)
      if (signal.aborted) end()
      try {
        const ground = new SshGround(sftp, await knownOf(sftp, roots))
        if (putsBack) {
          signal.throwIfAborted()
          for (const each of [end, give]) signal.removeEventListener('abort', each)
        }
        return await work(ground)
      } finally {
        signal.removeEventListener('abort', end)
        end()
      }
    }
    signal.addEventListener('abort', give)
    try {
      return await Promise.race([over, lanesOf(connection)[lasts ? 'lasting' : 'brief'].run(all)])
    } finally {
      signal.removeEventListener('abort', give)
    }
  }

  /** As they were set, or the home folder. */
  get roots(): readonly Names[] {
    return this.#known.roots.map(({ names }) => names)
  }

  /** Where they are. */
  get realRoots(): readonly Names[] {
    return this.#known.roots.map(({ real }) => real)
  }

  /** The folder of this path, a link to one included. */
  async folder(path: string): Promise<ShellFolder> {
    return this.#folderAt(namesIn(path), MOST_LINKS)
  }

  /** The place of this path, whatever is there; of a link the link itself. */
  async place(path: string): Promise<ShellPlace> {
    const names = namesIn(path)
    if (this.#known.roots.some((root) => same(root.names, names) || same(root.real, names)))
      throw refused('protected', pathOf(names), 'is a root: only what is in it can be changed')
    const name = names.at(-1)
    if (!name) throw refused('outside', pathOf(names), OUTSIDE)
    return this.placeIn(await this.#folderAt(names.slice(0, -1), MOST_LINKS), name)
  }

  /** The place of what a path leads to in the end, links followed as long as they stay inside. */
  async target(path: string): Promise<ShellPlace> {
    return (await this.lookedThrough(path)).place
  }

  /** As {@link target}, with what is there: null where there is nothing. */
  async lookedThrough(path: string): Promise<{ readonly place: ShellPlace; readonly found: SftpAttributes | null }> {
    let names = namesIn(path)
    for (let links = MOST_LINKS; links > 0; links--) {
      const name = names.at(-1)
      if (!name) throw refused('outside', pathOf(names), OUTSIDE)
      const place = this.placeIn(await this.#folderAt(names.slice(0, -1), links), name)
      const found = await this.look(place.path)
      if (!found || kindOf(found.mode) !== 'link') return { place, found }
      names = await this.#leadsTo(place.folder.names, place.path)
    }
    throw refused('invalid', pathOf(names), 'goes through too many links')
  }

  /** What is at a path, a link itself; null where there is nothing. */
  async look(path: Buffer): Promise<SftpAttributes | null> {
    try {
      return await this.sftp.lstat(path)
    } catch (error) {
      if (error instanceof SftpFailure && error.kind === 'missing') return null
      return about(path, () => Promise.reject(error))
    }
  }

  /** The folder of a name in one that was reached on this ground, which it is as long as that is no link. */
  below(folder: ShellFolder, name: Buffer): ShellFolder | 'closed' | 'too deep' {
    const names = [...folder.names, name]
    if (names.length > MOST_DEEP) return 'too deep'
    return isReserved(name) || this.#isClosed(names) ? 'closed' : { names, path: pathOf(names) }
  }

  /** What is in a folder, in parts, but names of Hyperion's own. Throws `changed` where that is another folder by now. */
  async *list({ path, names }: ShellFolder): AsyncGenerator<readonly SftpEntry[], void, undefined> {
    const parts = this.sftp.list(path)
    try {
      let sure = false
      for (;;) {
        const { value, done } = await about(path, () => parts.next())
        // It is open by now, and stays this one.
        if (!sure) await this.stillThere({ path, names })
        sure = true
        if (done) return
        yield value.filter(({ name }) => !isReserved(name))
      }
    } finally {
      await parts.return()
    }
  }

  /** A plain file, opened; throws for all else: with a FIFO or a device a server may wait for ever. */
  async openFile(place: ShellPlace, found: SftpAttributes | null): Promise<OpenedFile> {
    const { path, folder } = place
    if (!found) throw refused('missing', path, 'is not there')
    if (kindOf(found.mode) !== 'file') throw refused('invalid', path, 'is not a plain file')
    const file = await about(path, () => this.sftp.open(path, 'read'))
    try {
      const [opened, again] = await Promise.all([about(path, () => file.stat()), this.look(path), this.stillThere(folder)])
      if (!again || !isLater(found, opened) || !isLater(found, again)) throw refused('changed', path, 'was changed meanwhile')
      return { file, attributes: opened, [Symbol.asyncDispose]: () => file.close().catch(() => {}) }
    } catch (error) {
      await file.close().catch(() => {})
      throw error
    }
  }

  /**
   * Looks again, right before something is done or once it is open, whether the way to it still leads there. Throws `changed`. It makes a
   * swap unlikely to pass, and no more.
   */
  async stillThere({ path }: ShellFolder): Promise<void> {
    const real = await about(path, () => this.sftp.realPath(path))
    if (!path.equals(real)) throw refused('changed', path, 'leads elsewhere now')
  }

  /** Whether a folder holds a root, or what is closed, within: then it stays where it is. Throws `protected`. */
  mayGo({ folder, name, path }: ShellPlace): void {
    const names = [...folder.names, name]
    const { roots, closed } = this.#known
    if ([...closed, ...roots.map(({ real }) => real)].some((each) => startsWith(each, names)))
      throw refused('protected', path, 'holds what may not be touched')
  }

  /** The innermost root that something lies in. */
  rootOf(folder: ShellFolder): Names {
    const around = this.#known.roots.filter(({ real }) => startsWith(folder.names, real))
    return around.reduce<Names>((inner, { real }) => (real.length > inner.length ? real : inner), [])
  }

  /** The place of a name in a folder that was reached on this ground. */
  placeIn(folder: ShellFolder, name: Buffer): ShellPlace {
    const names = [...folder.names, name]
    this.#mayBeOn(names)
    return { folder, name, path: pathOf(names) }
  }

  async #folderAt(path: Names, links: number): Promise<ShellFolder> {
    let names = path
    for (let left = links; left >= 0; left--) {
      names = realOf(names, this.#known)
      this.#mayBeOn(names)
      if (names.length > MOST_DEEP) throw refused('too_large', pathOf(names), 'lies too deep')
      const link = await this.#firstLink(names)
      if (link === null) return { names, path: pathOf(names) }
      const above = names.slice(0, link - 1)
      if (!isInside(above, this.#known)) throw refused('outside', pathOf(path), OUTSIDE)
      names = [...(await this.#leadsTo(above, pathOf(names.slice(0, link)))), ...names.slice(link)]
    }
    throw refused('invalid', pathOf(path), 'goes through too many links')
  }

  /**
   * How many names lead to the first link on the way; null where all are folders. They are asked for all at once: what is told of those
   * behind a link, which may be anything, is not looked at.
   */
  async #firstLink(names: Names): Promise<number | null> {
    const first = Math.max(1, Math.min(...this.#known.roots.filter(({ real }) => startsWith(names, real)).map(({ real }) => real.length)))
    const lengths = Array.from({ length: Math.max(0, names.length - first + 1) }, (_, i) => first + i)
    const looks = lengths.map((length) => this.sftp.lstat(pathOf(names.slice(0, length))))
    for (const look of looks) look.catch(() => {})
    for (const [i, length] of lengths.entries()) {
      const path = pathOf(names.slice(0, length))
      const { mode } = await about(path, () => looks[i] as Promise<SftpAttributes>)
      const kind = kindOf(mode)
      if (kind === 'link') return length
      if (kind !== 'folder') throw refused('missing', path, 'is not a folder')
    }
    return null
  }

  /** The absolute path that a link in a folder leads to, `.` and `..` taken for what they are there. */
  async #leadsTo(folder: Names, link: Buffer): Promise<Names> {
    const target = Buffer.from(await about(link, () => this.sftp.readLink(link)))
    const names = target[0] === SLASH ? [] : [...folder]
    for (const name of namesOf(target)) {
      const text = Buffer.from(name).toString('latin1')
      if (text === '..') names.pop()
      else if (text !== '.') names.push(Buffer.from(name))
    }
    return names
  }

  #isClosed(names: Names): boolean {
    return isKernels(names) || this.#known.closed.some((each) => startsWith(names, each))
  }

  /** Throws for what nobody may reach, whatever is there. */
  #mayBeOn(names: Names): void {
    if (isKernels(names)) throw refused('protected', pathOf(names), 'is the kernel’s')
    if (!isInside(names, this.#known)) throw refused('outside', pathOf(names), OUTSIDE)
    if (this.#known.closed.some((each) => startsWith(names, each)))
      throw refused('protected', pathOf(names), 'holds the keys of the account')
    if (names.some(isReserved)) throw refused('protected', pathOf(names), 'is Hyperion’s own')
  }
}

/** A server has ten sessions for one connection as a rule; samples and terminals need theirs. */
const SESSIONS = 3
const lanes = new WeakMap<Reach['connection'], { readonly brief: Lanes; readonly lasting: Lanes }>()

function lanesOf(connection: Reach['connection']) {
  const own = lanes.get(connection) ?? { brief: new Lanes(SESSIONS), lasting: new Lanes(SESSIONS) }
  lanes.set(connection, own)
  return own
}

function noSftp(error: unknown): never {
  if (!(error instanceof SshFailure)) throw error
  if (error.kind === 'busy') throw new ActionError('busy', error.message)
  if (error.kind !== 'command') throw error
  throw new ActionError('unsupported', `files of this host cannot be reached: ${error.message}`)
}

/** Where the roots are at this moment. Keys of an account are in its home folder, wherever roots are. */
async function knownOf(sftp: SftpSession, set: readonly string[]): Promise<Known> {
  const home = namesOfPath(await about(Buffer.from('.'), () => sftp.realPath('.')))
  const keys = [...home, Buffer.from('.ssh')]
  const real = async (names: Names): Promise<Root> => {
    const found = await sftp.realPath(pathOf(names)).catch(() => null)
    return { names, real: found === null ? names : namesOfPath(found) }
  }
  const [closed, ...roots] = await Promise.all([keys, ...(set.length === 0 ? [home] : set.map(namesIn))].map(real))
  // Where its home folder is missing an account begins in that of all.
  if (set.length === 0 && home.length === 0)
    throw new ActionError('unsupported', 'the account has no home folder: name the folders that are to be opened')
  return { roots, closed: closed ? [closed.names, closed.real] : [] }
}

function namesIn(path: string): Names {
  const bytes = pathBytes(path)
  if (!bytes) throw new ActionError('invalid', 'this is no path')
  return namesOfPath(bytes)
}

function namesOfPath(path: Uint8Array): Names {
  return namesOf(path).map((name) => Buffer.from(name))
}

/** A root may be set by a path that goes through links: they are the host's own. */
function realOf(names: Names, { roots }: Known): Names {
  const set = roots.filter((root) => startsWith(names, root.names)).sort((a, b) => b.names.length - a.names.length)[0]
  return set ? [...set.real, ...names.slice(set.names.length)] : names
}

function isKernels(names: Names): boolean {
  return KERNEL_FOLDERS.has(names[0]?.toString('latin1') ?? '')
}

/** A file that is written all the time may do so while it is opened. */
const GROWING_MS = 60_000

/** Whether a later look was at the same thing, as far as attributes tell: another that was swapped for it has others of them. */
function isLater(before: SftpAttributes, after: SftpAttributes): boolean {
  const passed = after.modifiedAt - before.modifiedAt
  const grown = after.size >= before.size && passed >= 0 && passed <= GROWING_MS
  return grown && (['mode', 'uid', 'gid'] as const).every((part) => before[part] === after[part])
}

function isInside(names: Names, { roots }: Known): boolean {
  return roots.some(({ real }) => startsWith(names, real))
}

function startsWith(names: Names, start: Names): boolean {
  return start.length <= names.length && start.every((name, i) => name.equals(names[i] as Buffer))
}

function same(one: Names, other: Names): boolean {
  return one.length === other.length && startsWith(one, other)
}
