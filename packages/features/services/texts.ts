import type { CatalogProblem } from '@hyperion/domain/services'
import { oneLine, uuidOf } from '@hyperion/domain/text'
import { wrong } from './problem.ts'

/** A name in one harmless line; one of blanks alone is refused. */
export function nameOf(name: string, field = 'name'): string {
  const line = oneLine(name)
  if (line === '') throw wrong(field, 'blank')
  return line
}

/** A text of many lines without what a database cannot keep. */
export function textOf(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim()
}

/** Refuses what is no address of a page: it becomes a link. */
export function linkOf(link: string | null, field: string): string | null {
  if (link === null) return null
  const url = URL.parse(link)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw wrong(field, 'link')
  return oneLine(link)
}

/** The id of something that a field refers to; what is no id at all refers to nothing known. */
export function idOf(id: string | null, field: string, unknown: CatalogProblem): string | null {
  if (id === null) return null
  const uuid = uuidOf(id)
  if (uuid === undefined) throw wrong(field, unknown)
  return uuid
}

type Cleaners<T> = { readonly [K in keyof T]?: (value: Exclude<T[K], undefined>) => T[K] }

/** The same with each field that is there cleaned. */
export function cleaned<T extends object>(change: T, cleaners: Cleaners<T>): T {
  const entries = Object.entries(change).map(([field, value]) => {
    const clean = cleaners[field as keyof T] as ((value: unknown) => unknown) | undefined
    return [field, clean && value !== undefined ? clean(value) : value]
  })
  return Object.fromEntries(entries) as T
}
