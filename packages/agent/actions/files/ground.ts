import { realpathSync, statSync } from 'node:fs'
import { realpath, statfs } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { ActionError } from '@hyperion/domain/actions'
import { namesOf, pathBytes } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import { refused } from './errors.ts'
import { Folder, type Guard, type Held, identityOf, isReserved, pathOf } from './folder.ts'

/** An entry's place: a folder that is held, and a name in it, which may be that of nothing yet. */
export interface Place extends AsyncDisposable {
  readonly folder: Folder
  readonly name: Buffer
  readonly path: Buffer
}

/** How many links one path may go through. */
const MOST_LINKS = 40

/** File systems that are windows into the kernel, wherever they are mounted: proc, sysfs, devpts, cgroup, debug, trace, bpf, security … */
const KERNEL_FILE_SYSTEMS = new Set([
  0x9fa0, 0x62656572, 0x1cd1, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0xcafe4a11, 0x73636673, 0x62656570, 0xde5e81e4, 0x19800202,
])
const KERNEL_FOLDERS = new Set(['proc', 'sys', 'dev'])

interface Root {
  /** As it was set. */
  readonly names: readonly Buffer[]
  /** Where that is. */
  readonly real: readonly Buffer[]
}

type Names = readonly Buffer[]

/** The ground that files may be reached on: the roots of this host, without what the agent keeps for itself. */
export class Ground {
  readonly #base: string
  readonly #roots: readonly string[]
  readonly #closed: readonly string[]

  constructor({ paths, roots, dataDir, closed = [] }: Pick<Environment, 'paths' | 'roots' | 'dataDir' | 'closed'>) {
    this.#base = paths.root || '/'
    this.#roots = roots
    this.#closed = [dataDir, ...closed].map((path) => resolve(path))
  }

  /** The folder of this path, a link to one included. */
  async folder(path: string): Promise<Folder> {
    return this.#folderAt(namesIn(path), await this.#known(), MOST_LINKS)
  }

  /** The place of this path, whatever is there; of a link the link itself. */
  async place(path: string): Promise<Place> {
    const names = namesIn(path)
    const known = await this.#known()
    if (known.roots.some((root) => same(root.names, names) || same(root.real, names)))
      throw refused('protected', pathOf(names), 'is a root: only what is in it can be changed')
    const name = names.at(-1)
    if (!name) throw refused('outside', pathOf(names), OUTSIDE)
    if (isReserved(name)) throw refused('protected', pathOf(names), 'is the agent’s own')
    const folder = await this.#folderAt(names.slice(0, -1), known, MOST_LINKS)
    try {
      return placeIn(folder, name, known)
    } catch (error) {
      await folder[Symbol.asyncDispose]()
      throw error
    }
  }

  /** The place of what a path leads to in the end, links followed as long as they stay inside. */
  async target(path: string): Promise<Place> {
    let names = namesIn(path)
    const known = await this.#known()
    for (let links = MOST_LINKS; links > 0; links--) {
      const name = names.at(-1)
      if (!name) throw refused('outside', pathOf(names), OUTSIDE)
      const folder = await this.#folderAt(names.slice(0, -1), known, links)
      try {
        const place = placeIn(folder, name, known)
        if (!(await folder.look(name))?.isSymbolicLink()) return place
        names = [...leadsTo(folder, await folder.linkOf(name))]
        await folder[Symbol.asyncDispose]()
      } catch (error) {
        await folder[Symbol.asyncDispose]().catch(() => {})
        throw error
      }
    }
    throw refused('invalid', pathOf(names), 'goes through too many links')
  }

  /** Whether something holds a root, or what the agent keeps, within: then it stays where it is. Throws `protected`. */
  async mayGo({ path, stat }: Held): Promise<void> {
    if (!stat.isDirectory()) return
    const known = await this.#known()
    const names = namesOf(path).map((name) => Buffer.from(name))
    if (known.holding.has(identityOf(stat)) || known.roots.some((root) => startsWith(root.real, names)))
      throw refused('protected', path, 'holds what may not be touched')
  }

  /** The innermost root that something lies in. */
  async rootOf(folder: Folder): Promise<Names> {
    const around = (await this.#known()).roots.filter(({ real }) => startsWith(folder.names, real))
    return around.reduce<Names>((inner, { real }) => (real.length > inner.length ? real : inner), [])
  }

  async #known() {
    const real = async (root: string): Promise<Root> => {
      const names = namesIn(root)
      const found = await realpath(`${this.#base}${root}`).catch(() => null)
      const path = found === null ? root : `/${relative(resolve(this.#base), found)}`
      return { names, real: namesIn(path) }
    }
    return { roots: await Promise.all(this.#roots.map(real)), ...closedOf(this.#closed) }
  }

  /** Goes to a folder name by name, each from the one before. */
  async #folderAt(path: Names, known: Known, links: number): Promise<Folder> {
    const guard = guardOf(known)
    let names = [...realOf(path, known)]
    let folder = await Folder.base(this.#base, guard)
    let left = links
    try {
      for (let at = 0; at < names.length; at++) {
        const name = names[at] as Buffer
        onTheWay(names.slice(0, at + 1), known)
        if (isReserved(name)) throw refused('protected', folder.pathTo(name), 'is the agent’s own')
        const next = await this.#next(folder, name, known)
        if (next instanceof Folder) {
          await folder[Symbol.asyncDispose]()
          folder = next
          continue
        }
        if (left-- <= 0) throw refused('invalid', pathOf(path), 'goes through too many links')
        names = [...realOf([...next, ...names.slice(at + 1)], known)]
        await folder[Symbol.asyncDispose]()
        folder = await Folder.base(this.#base, guard)
        at = -1
      }
      if (!isInside(folder.names, known)) throw refused('outside', pathOf(path), OUTSIDE)
      return folder
    } catch (error) {
      await folder[Symbol.asyncDispose]()
      throw error
    }
  }

  /** The folder of this name, or where a link of it leads. Links are looked through within roots alone. */
  async #next(folder: Folder, name: Buffer, known: Known): Promise<Folder | Names> {
    try {
      return await folder.enter(name)
    } catch (error) {
      const found = await folder.look(name)
      if (!found?.isSymbolicLink() || !isInside(folder.names, known)) throw error
      return leadsTo(folder, await folder.linkOf(name))
    }
  }
}

interface Known {
  readonly roots: readonly Root[]
  /** By identity: what is never gone into, and the folders above that. */
  readonly closed: ReadonlySet<string>
  readonly holding: ReadonlySet<string>
}

const OUTSIDE = 'is outside of the folders that this host opens'

function namesIn(path: string): Names {
  const bytes = pathBytes(path)
  if (!bytes) throw new ActionError('invalid', 'this is no path')
  return namesOf(bytes).map((name) => Buffer.from(name))
}

/** The absolute path that a link in a folder leads to, `.` and `..` taken for what they are there. */
function leadsTo(folder: Folder, target: Buffer): Names {
  const names = target[0] === SLASH ? [] : [...folder.names]
  for (const name of namesOf(target)) {
    const text = Buffer.from(name).toString('latin1')
    if (text === '..') names.pop()
    else if (text !== '.') names.push(Buffer.from(name))
  }
  return names
}

const SLASH = 0x2f

function placeIn(folder: Folder, name: Buffer, known: Known): Place {
  onTheWay([...folder.names, name], known)
  return { folder, name, path: folder.pathTo(name), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

/** A root may be set by a path that goes through links: they are the host's own. */
function realOf(names: Names, { roots }: Known): Names {
  const set = roots.filter((root) => startsWith(names, root.names)).sort((a, b) => b.names.length - a.names.length)[0]
  return set ? [...set.real, ...names.slice(set.names.length)] : names
}

/** Nothing is looked at that is neither in a root nor leads to one. */
function onTheWay(names: Names, known: Known): void {
  if (KERNEL_FOLDERS.has(names[0]?.toString('latin1') ?? '')) throw refused('protected', pathOf(names), 'is the kernel’s')
  if (!isInside(names, known) && !known.roots.some(({ real }) => startsWith(real, names))) throw refused('outside', pathOf(names), OUTSIDE)
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

/** Looked at anew for each order: what is closed may have been made since. */
function closedOf(paths: readonly string[]): Pick<Known, 'closed' | 'holding'> {
  const closed = new Set<string>()
  const holding = new Set<string>()
  for (const path of new Set(paths.flatMap((each) => [each, realOrSame(each)]))) {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    if (stat) closed.add(identityOf(stat))
    for (let above = path; above !== '/'; above = dirname(above)) {
      const folder = statSync(above, { bigint: true, throwIfNoEntry: false })
      if (folder) holding.add(identityOf(folder))
    }
  }
  return { closed, holding }
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function guardOf({ closed }: Known): Guard {
  return async (entry, above) => {
    const { stat, path } = entry
    if (closed.has(identityOf(stat))) throw refused('protected', path, 'is what the agent keeps for itself')
    if (above && above.dev !== stat.dev && stat.isDirectory() && KERNEL_FILE_SYSTEMS.has((await statfs(entry.self)).type))
      throw refused('protected', path, 'is the kernel’s')
  }
}
