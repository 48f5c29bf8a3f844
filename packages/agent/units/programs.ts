import { readlinkSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { UnitProgram } from '@hyperion/domain/hosts'

/** What packages bring: their upgrades are no deploys. */
const PACKAGED = /^\/(usr\/(?!local\/)|bin\/|s?bin\/|lib(32|64|x32|exec)?\/)/
/** What is configured, or only there for now, is no program. */
const NO_PROGRAM = /^\/(etc|run|proc|sys|dev|tmp)\//
const MOST_PATH = 300
const MOST_LINKS = 40

/**
 * What a service runs that its operators put there: the file of its command, or for one that a package brings (an interpreter, say) the
 * first file that it is given. Null where all of it comes from packages, and where it cannot be seen.
 */
export function programOf(command: readonly string[], folder: string, root: string): UnitProgram | null {
  const [program = '', ...words] = command
  const own = fileAt(program, root)
  if (own && !PACKAGED.test(own.file)) return own
  for (const word of words) {
    if (word === '' || word.startsWith('-')) continue
    const given = fileAt(resolve(folder, word), root)
    if (given && !PACKAGED.test(given.file) && !NO_PROGRAM.test(given.file)) return given
  }
  return null
}

/** Links are followed: those that lead to the release of the day are how many deploy. */
function fileAt(path: string, root: string): UnitProgram | null {
  if (!path.startsWith('/')) return null
  try {
    const file = behindLinks(path, root)
    const status = statSync(root + file)
    const plain = file.length <= MOST_PATH && !/[\p{C}]/u.test(file)
    return status.isFile() && plain ? { file, changedAt: Math.floor(status.mtimeMs) } : null
  } catch {
    return null
  }
}

/** The way without links, as the host goes that is seen below `root`. */
function behindLinks(path: string, root: string): string {
  let way = ''
  let links = 0
  const left = path.split('/')
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    if (name === '' || name === '.') continue
    if (name === '..') {
      way = dirname(way || '/').replace(/^\/$/, '')
      continue
    }
    const target = linkAt(`${root}${way}/${name}`)
    if (target === null) way += `/${name}`
    else if (++links > MOST_LINKS) throw new Error('links that lead round')
    else {
      left.unshift(...target.split('/'))
      if (target.startsWith('/')) way = ''
    }
  }
  return way
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

/** The first command of systemd's `ExecStart`: its file, and its words behind its name. */
export function commandIn(execStart: unknown): readonly string[] {
  const [first] = Array.isArray(execStart) ? execStart : []
  const [file, words] = Array.isArray(first) ? first : []
  if (typeof file !== 'string' || !Array.isArray(words)) return []
  return [file, ...words.slice(1).filter((word) => typeof word === 'string')]
}

/** systemd's `WorkingDirectory`, which may be one that need not be there, or the home of its user. */
export function folderIn(directory: unknown): string {
  const folder = typeof directory === 'string' ? directory.replace(/^[!-]/, '') : ''
  return folder.startsWith('/') ? folder : '/'
}
