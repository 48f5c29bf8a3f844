import { DomainError } from '@hyperion/domain/errors'

/** JSON of which nothing is known yet. */
export type Loose = Readonly<Record<string, unknown>>

export function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
}

/** A text, else an empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : ''
}

/** Rejects with `malformed_body`. */
export function parseObject(text: string): Loose {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Loose
  } catch {
    // Said below.
  }
  throw new DomainError('malformed_body', 'not a JSON object')
}
