import type { FileKind } from '@hyperion/wire/actions'

const KINDS: ReadonlyMap<number, FileKind> = new Map([
  [0o100000, 'file'],
  [0o040000, 'folder'],
  [0o120000, 'link'],
  [0o010000, 'fifo'],
  [0o140000, 'socket'],
])

/** By the bits of a mode. */
export function kindOf(mode: number): FileKind {
  return KINDS.get(mode & 0o170000) ?? 'device'
}
