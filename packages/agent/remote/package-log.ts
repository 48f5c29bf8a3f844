import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { PackageRun } from '@hyperion/domain/hosts'

export interface PackageLogOptions {
  /** Put before a path of the host to reach it from here. */
  readonly root: string
  readonly monotonic: () => number
}

export interface PackageLog {
  /** What packages were changed last, as the package manager wrote down; null where it writes nothing that is known here. */
  latest(): PackageRun | null
}

/** Between two looks at the size of the log, and so how long one that is still being written is left alone. */
const LOOK_MS = 60_000
const TAIL_BYTES = 256 * 1024
/** Longer pauses part one run from the next. */
const PAUSE_MS = 300_000
const MOST_TOLD = 20
const MOST_TEXT = 120

interface Change {
  /** As the log has it, in the time of the host. */
  readonly at: string
  readonly name: string
  /** Null for one that was not there. */
  readonly before: string | null
  readonly after: string | null
}

interface Manager {
  readonly path: string
  readonly change: (line: string) => Change | null
}

const DPKG = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (install|upgrade|remove|purge) ([^\s:]+)\S* (\S+) (\S+)$/
/** `upgraded curl (8.4.0-1 -> 8.5.0-1)`, `installed curl (8.4.0-1)`. */
const PACMAN = /^\[(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\S*\] \[ALPM\] (installed|upgraded|downgraded|removed) (\S+) \((?:(\S+) -> )?(\S+)\)$/

const none = (version: string | undefined): string | null => (version === undefined || version === '<none>' ? null : version)

const MANAGERS: readonly Manager[] = [
  {
    path: '/var/log/dpkg.log',
    change(line) {
      const [, at, verb, name, before, after] = DPKG.exec(line) ?? []
      if (at === undefined || name === undefined) return null
      const gone = verb === 'remove' || verb === 'purge'
      return { at, name, before: none(before), after: gone ? null : none(after) }
    },
  },
  {
    path: '/var/log/pacman.log',
    change(line) {
      const [, day, time, verb, name, before, version] = PACMAN.exec(line) ?? []
      if (day === undefined || name === undefined || version === undefined) return null
      const gone = verb === 'removed'
      return { at: `${day} ${time}`, name, before: gone ? version : none(before), after: gone ? null : version }
    },
  },
]

/** Reads a package manager's log when it has grown and is at rest again. */
export function createPackageLog({ root, monotonic }: PackageLogOptions): PackageLog {
  let latest: PackageRun | null = null
  let read = ''
  let seen: string | null = null
  let lookedAt = Number.NEGATIVE_INFINITY
  const look = (): void => {
    for (const { path, change } of MANAGERS) {
      const standing = standingOf(root + path)
      if (standing === null) continue
      const atRest = seen === null || seen === standing
      seen = standing
      if (!atRest || standing === read) return
      latest = lastRun(tailOf(root + path).flatMap((line) => change(line) ?? [])) ?? latest
      read = standing
      return
    }
  }
  return {
    latest() {
      if (monotonic() - lookedAt >= LOOK_MS) {
        lookedAt = monotonic()
        look()
      }
      return latest
    },
  }
}

function standingOf(path: string): string | null {
  try {
    const { size, mtimeMs } = statSync(path)
    return `${path} ${size} ${mtimeMs}`
  } catch {
    return null
  }
}

/** Lines of the end of a file; what cannot be read has none. */
function tailOf(path: string): readonly string[] {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const from = Math.max(0, statSync(path).size - TAIL_BYTES)
    const bytes = Buffer.alloc(TAIL_BYTES)
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, TAIL_BYTES, from)).split('\n')
  } catch {
    return []
  } finally {
    if (file !== null) closeSync(file)
  }
}

/** The last changes without a long pause between them; a package that was changed twice is told as it became. */
function lastRun(changes: readonly Change[]): PackageRun | null {
  const last = changes.at(-1)
  if (!last) return null
  const pause = changes.findLastIndex((change, i) => i > 0 && timeOf(change) - timeOf(changes[i - 1] ?? change) > PAUSE_MS)
  const byName = new Map<string, Change>()
  for (const change of changes.slice(Math.max(0, pause))) {
    const before = byName.get(change.name)
    byName.set(change.name, before ? { ...change, before: before.before } : change)
  }
  const texts = [...byName.values()].filter(({ before, after }) => before !== after).map(textOf)
  if (texts.length === 0) return null
  return { at: last.at, count: texts.length, changes: texts.slice(0, MOST_TOLD) }
}

function timeOf({ at }: Change): number {
  return Date.parse(`${at.replace(' ', 'T')}Z`)
}

function textOf({ name, before, after }: Change): string {
  const versions = before === null ? `+ ${after}` : after === null ? `− ${before}` : `${before} → ${after}`
  return `${name} ${versions}`.slice(0, MOST_TEXT).toWellFormed()
}
