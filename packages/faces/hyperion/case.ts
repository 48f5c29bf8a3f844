import type { Snake } from '@hyperion/wire/web'

/** With the names of its fields in snake case, all the way down; values stay. */
export function snakeKeys<T>(value: T): Snake<T> {
  return renamed(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)) as Snake<T>
}

/** The way back. */
export function camelKeys(value: object): object {
  return renamed(value, (key) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())) as object
}

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [rename(key), renamed(each, rename)]))
}
