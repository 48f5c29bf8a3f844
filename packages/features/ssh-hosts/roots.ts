import { filePath, namesOf, pathBytes, writtenPath } from '@hyperion/wire/actions'

/** Folders in their plain form, each once; null where one of them is no absolute path, or has a name that is not UTF-8. */
export function plainRoots(texts: readonly string[]): readonly string[] | null {
  try {
    return [...new Set(texts.map(plain))]
  } catch {
    return null
  }
}

function plain(text: string): string {
  const names = namesOf(pathBytes(filePath(text, 'root')) ?? new Uint8Array())
  const path = `/${names.map((name) => writtenPath(name)).join('/')}`
  // SFTP knows paths as text alone.
  if (!text.startsWith('/')) throw new Error('no text')
  return path
}
