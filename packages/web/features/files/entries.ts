import { type RowOf, shownName } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'

export type Entry = Snake<RowOf<'file.list'>>

export const FILE_ORDERS = ['name', 'size', 'modified'] as const
export type FileOrder = (typeof FILE_ORDERS)[number]

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** What a click on it opens. */
export function opensAs({ kind, link_kind }: Pick<Entry, 'kind' | 'link_kind'>): 'folder' | 'file' | 'nothing' {
  const shown = kind === 'link' ? link_kind : kind
  return shown === 'folder' || shown === 'file' ? shown : 'nothing'
}

/** Folders first; those whose name holds the text, whatever its case. */
export function arranged(
  entries: readonly Entry[],
  { search, order, descending }: { readonly search: string; readonly order: FileOrder; readonly descending: boolean },
): readonly Entry[] {
  const wanted = search.toLowerCase()
  const found = wanted === '' ? [...entries] : entries.filter(({ name }) => name.toLowerCase().includes(wanted))
  const sign = descending ? -1 : 1
  return found.sort((a, b) => {
    const folders = Number(opensAs(b) === 'folder') - Number(opensAs(a) === 'folder')
    if (folders !== 0) return folders
    if (order === 'size' && a.size !== b.size) return sign * (a.size - b.size)
    if (order === 'modified' && a.modified_at !== b.modified_at) return sign * (a.modified_at - b.modified_at)
    return (order === 'name' ? sign : 1) * names.compare(a.name, b.name)
  })
}

/** Known by it in its folder: names that are no text look alike. */
export function entryKey({ name, bytes }: Pick<Entry, 'name' | 'bytes'>): string {
  return bytes === null ? `t${name}` : `b${bytes}`
}

/** `-rwxr-xr-x`, without the kind. */
export function modeText(mode: number): string {
  const special = [mode & 0o4000, mode & 0o2000, mode & 0o1000]
  return [6, 3, 0]
    .map((shift, i) => {
      const bits = (mode >> shift) & 7
      const run = (bits & 1) === 1
      const mark = i === 2 ? 't' : 's'
      const last = special[i] ? (run ? mark : mark.toUpperCase()) : run ? 'x' : '-'
      return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`
    })
    .join('')
}

/** Null for what is no mode in octal. */
export function parseMode(text: string): number | null {
  return /^[0-7]{3,4}$/.test(text) ? Number.parseInt(text, 8) : null
}

/** Why a name cannot be one; null where it can. */
export function nameProblem(name: string): 'empty' | 'slash' | 'dots' | 'long' | null {
  if (name === '') return 'empty'
  if (/[/\0]/.test(name)) return 'slash'
  if (name === '.' || name === '..') return 'dots'
  return new TextEncoder().encode(name).length > 255 ? 'long' : null
}

/** Looks like something that can be taken apart. */
export function isArchive(name: string): boolean {
  return /\.(tar|tgz|tar\.gz|zip)$/i.test(name)
}

/** A folder beside an archive to take it apart in. */
export function folderFor(name: string): string {
  return name.replace(/\.(tar\.gz|tgz|tar|zip)$/i, '') || `${name}-files`
}

/** Of an entry, as it may be shown. */
export function entryName({ name }: Pick<Entry, 'name'>): string {
  return shownName(name)
}
