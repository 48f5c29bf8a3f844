import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import { withSystemd } from './manager.ts'
import { shown } from './values.ts'

/** Bytes of one file, and of all: as much as one message carries. */
const MOST_BYTES = 48 * 1024
const MOST_FILES = 65

/** The files that make a unit up, as they are now; systemd names them, nobody else. */
export function unitFiles(environment: Environment, unit: string): Promise<ResultOf<'unit.files'>> {
  return withSystemd(environment, async (systemd) => {
    const { FragmentPath, DropInPaths } = await systemd.properties(unit)
    const paths = [FragmentPath, ...(Array.isArray(DropInPaths) ? DropInPaths : [])].map((each) => shown(each, 4096))
    const files: { path: string; text: string; cut: boolean }[] = []
    let left = MOST_BYTES
    for (const path of paths.slice(0, MOST_FILES)) {
      if (path === '') continue
      const found = await textOf(`${environment.paths.root}${path}`, left)
      if (found === null) continue
      files.push({ path, ...found })
      left -= found.text.length
    }
    return { files }
  })
}

/** Null for what is no file, or may not be read: `/dev/null` of a masked unit. */
async function textOf(path: string, most: number): Promise<{ text: string; cut: boolean } | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      if (!(await file.stat()).isFile()) return null
      const { buffer, bytesRead } = await file.read(Buffer.alloc(most + 1), 0, most + 1, 0)
      const text = buffer.toString('utf8', 0, Math.min(bytesRead, most))
      return { text: text.replaceAll('\0', '\u{FFFD}'), cut: bytesRead > most }
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}
