import type { Files } from './files.ts'
import { eachLine } from './text.ts'

const REREAD_MS = 60_000

/** Login names by user id from `/etc/passwd`, looked at again when an unknown id turns up. */
export function createUserNames(files: Files, path: string, monotonic: () => number): (uid: number) => string {
  let names = new Map<number, string>()
  let readAt = Number.NEGATIVE_INFINITY
  return (uid) => {
    if (!names.has(uid) && monotonic() - readAt > REREAD_MS) {
      names = parsePasswd(files.once(path) ?? '')
      readAt = monotonic()
    }
    return names.get(uid) ?? String(uid)
  }
}

export function parsePasswd(text: string): Map<number, string> {
  const names = new Map<number, string>()
  eachLine(text, (line) => {
    const [name, , uid] = line.split(':', 3)
    if (name && uid && /^\d+$/.test(uid) && !names.has(Number(uid))) names.set(Number(uid), name)
  })
  return names
}
