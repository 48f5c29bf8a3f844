/**
 * How files are named on the way. Names are bytes: most are text, and are written as they are, `/srv/notes.txt`; a path that is not valid
 * UTF-8 is written `base64:` and its bytes, which no absolute path begins with.
 */
import { type Check, WireError } from '../checks/index.ts'

const BASE64 = 'base64:'
/** Of a path, as the kernel has it; and of one name. */
const PATH_BYTES = 4095
const NAME_BYTES = 255

const encoder = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lax = new TextDecoder('utf-8', { ignoreBOM: true })

/** An absolute path as it is written on the way; whether it may be reached is the host's to say. */
export const filePath: Check<string> = (value, path) => {
  const bytes = typeof value === 'string' && value.isWellFormed() ? pathBytes(value) : null
  if (!bytes || bytes.length > PATH_BYTES || bytes[0] !== SLASH || bytes.includes(0))
    throw new WireError(`${path} must be an absolute path`)
  for (const name of namesOf(bytes)) {
    if (name.length > NAME_BYTES) throw new WireError(`${path} has a name of more than ${NAME_BYTES} bytes`)
    if (isDots(name)) throw new WireError(`${path} must not go through . or ..`)
  }
  return value as string
}

const SLASH = 0x2f
const DOT = 0x2e

/** The bytes of a path; null where it is not written as one. */
export function pathBytes(path: string): Uint8Array | null {
  return path.startsWith(BASE64) ? fromBase64(path.slice(BASE64.length)) : encoder.encode(path)
}

/** A path as it is written on the way. */
export function writtenPath(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return BASE64 + toBase64(bytes)
  }
}

/** The path of an entry of a folder, as a list of it tells the two. */
export function childPath(folder: string, { name, bytes }: { readonly name: string; readonly bytes: string | null }): string {
  const own = bytes === null ? encoder.encode(name) : (fromBase64(bytes) ?? encoder.encode(name))
  return writtenPath(joined(pathBytes(folder) ?? encoder.encode(folder), own))
}

/** The folder that a path is in; null above everything. */
export function parentPath(path: string): string | null {
  const bytes = pathBytes(path)
  if (!bytes) return null
  const names = namesOf(bytes)
  if (names.length === 0) return null
  return writtenPath(names.slice(0, -1).reduce<Uint8Array>(joined, new Uint8Array([SLASH])))
}

/** The last name of a path, for people. */
export function nameOfPath(path: string): string {
  const bytes = pathBytes(path)
  return shownName(lax.decode((bytes && namesOf(bytes).at(-1)) ?? new Uint8Array([SLASH])))
}

/** A path for people. */
export function shownPath(path: string): string {
  const bytes = pathBytes(path)
  return shownName(bytes ? lax.decode(bytes) : path)
}

/** A name for people, which cannot break a line, colour a terminal or turn the text around it: such characters are written `\u{202e}`. */
export function shownName(name: string): string {
  return name.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (each) => `\\u{${each.codePointAt(0)?.toString(16)}}`)
}

function joined(folder: Uint8Array, name: Uint8Array): Uint8Array {
  const between = folder.at(-1) === SLASH ? 0 : 1
  const path = new Uint8Array(folder.length + between + name.length)
  path.set(folder)
  if (between) path[folder.length] = SLASH
  path.set(name, folder.length + between)
  return path
}

/** The names that a path goes through. */
export function namesOf(path: Uint8Array): readonly Uint8Array[] {
  const names: Uint8Array[] = []
  for (let at = 0; at < path.length; ) {
    const slash = path.indexOf(SLASH, at)
    const end = slash === -1 ? path.length : slash
    if (end > at) names.push(path.subarray(at, end))
    at = end + 1
  }
  return names
}

function isDots(name: Uint8Array): boolean {
  return name.length <= 2 && name.every((byte) => byte === DOT)
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}
