/** A message that is not what the protocol says; the text is fit for a log line and a close reason. */
export class WireError extends Error {
  override readonly name = 'WireError'
}

/** Answers the value if it is of the kind, else throws {@link WireError} naming where. */
export type Check<T> = (value: unknown, path: string) => T

export type Infer<C> = C extends Check<infer T> ? T : never

function refuse(path: string, wanted: string): never {
  throw new WireError(`${path} must be ${wanted}`)
}

export function text(maxLength: number, pattern?: RegExp): Check<string> {
  return (value, path) => {
    if (typeof value !== 'string' || value.length > maxLength) refuse(path, `a text of at most ${maxLength} characters`)
    return pattern && !pattern.test(value) ? refuse(path, 'well formed') : value
  }
}

export function integer(lowest: number): Check<number> {
  return (value, path) => (Number.isSafeInteger(value) && (value as number) >= lowest ? (value as number) : refuse(path, 'a whole number'))
}

/** Epoch ms. */
export const instant: Check<number> = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= 8.64e15 ? value : refuse(path, 'an instant')

export const flag: Check<boolean> = (value, path) => (typeof value === 'boolean' ? value : refuse(path, 'true or false'))

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === null ? null : check(value, path))
}

/** What an older side leaves out. */
export function orElse<T>(standard: T, check: Check<T>): Check<T> {
  return (value, path) => (value === undefined ? standard : check(value, path))
}

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  return (value, path) => values.find((each) => each === value) ?? refuse(path, `one of ${values.join(', ')}`)
}

export function percent(value: unknown, path: string): number {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : refuse(path, 'a percentage')
}

export function arrayOf<T>(most: number, check: Check<T>): Check<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > most) refuse(path, `a list of at most ${most}`)
    return (value as unknown[]).map((each, i) => check(each, `${path}[${i}]`))
  }
}

type Optional<T> = { [K in keyof T]: undefined extends Infer<T[K]> ? K : never }[keyof T]

/** What these checks let through: what may be left out may be left out of it too. */
type Fields<T> = { readonly [K in Exclude<keyof T, Optional<T>>]: Infer<T[K]> } & { readonly [K in Optional<T>]?: Infer<T[K]> }

/** An object with these fields; further ones are left out, as a newer side may send them. */
export function fields<T extends Record<string, Check<unknown>>>(checks: T): Check<Fields<T>> {
  const entries = Object.entries(checks)
  return (value, path) => {
    if (typeof value !== 'object' || value === null) refuse(path, 'an object')
    const found = value as Record<string, unknown>
    return Object.fromEntries(entries.map(([name, check]) => [name, check(found[name], `${path}.${name}`)])) as never
  }
}

/** A whole number within these bounds, both included. */
export function between(lowest: number, highest: number): Check<number> {
  return (value, path) =>
    Number.isSafeInteger(value) && (value as number) >= lowest && (value as number) <= highest
      ? (value as number)
      : refuse(path, `a whole number from ${lowest} to ${highest}`)
}

/** Levels of what is taken as it comes: what walks through it must not run out of stack. */
const DEEPEST = 32

/** An object of whatever it is, not too deep. */
export const anyObject: Check<Readonly<Record<string, unknown>>> = (value, path) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'an object')
  return isDeeperThan(value, DEEPEST) ? refuse(path, `at most ${DEEPEST} levels deep`) : (value as Readonly<Record<string, unknown>>)
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1))
}

/** Any number that JSON can carry. */
export const figure: Check<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'a number')

/** What may be left out. */
export function maybe<T>(check: Check<T>): Check<T | undefined> {
  return (value, path) => (value === undefined ? undefined : check(value, path))
}
