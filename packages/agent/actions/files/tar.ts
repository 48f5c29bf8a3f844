/** Reading and writing of tar: ustar, with the long names of GNU and those of pax. Names are bytes. */

export const BLOCK = 512

export type MemberKind = 'file' | 'folder' | 'link' | 'hardlink' | 'other'

export interface Member {
  readonly name: Buffer
  readonly kind: MemberKind
  readonly mode: number
  /** Bytes of content that follow. */
  readonly size: number
  /** Epoch seconds. */
  readonly mtime: number
  readonly target: Buffer
}

/** An archive as it is read, anywhere in it; a file that is open is one. */
export interface ArchiveSource {
  stat(): Promise<{ readonly size: number }>
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>
}

/** What is not a tar, or is broken. */
export class ArchiveFault extends Error {}

const KINDS: Readonly<Record<string, MemberKind>> = { '0': 'file', '\0': 'file', '7': 'file', '5': 'folder', '2': 'link', '1': 'hardlink' }

/** Names and such things that come before the member they are of: more than this is nobody's name. */
const MOST_META = 1024 * 1024

/** Takes bytes from a stream in the pieces that are asked for. */
export class Pieces {
  readonly #source: AsyncIterator<Uint8Array>
  #have: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** At most so many; null at the end. */
  async some(most: number): Promise<Buffer | null> {
    while (this.#have.length === 0) {
      const { value, done } = await this.#source.next()
      if (done) return null
      this.#have = Buffer.from(value.buffer, value.byteOffset, value.length)
    }
    const taken = this.#have.subarray(0, most)
    this.#have = this.#have.subarray(taken.length)
    return taken
  }

  /** So many, or null at the end. Throws {@link ArchiveFault} when it ends within. */
  async exactly(length: number): Promise<Buffer | null> {
    const parts: Buffer[] = []
    for (let left = length; left > 0; ) {
      const part = await this.some(left)
      if (!part && left === length) return null
      if (!part) throw new ArchiveFault('it is cut short')
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
}

/** The members one after the other; each one's content has to be taken from the pieces, padding and all, before the next. */
export async function* membersOf(pieces: Pieces): AsyncGenerator<Member> {
  let name: Buffer | null = null
  let target: Buffer | null = null
  let size: number | null = null
  for (;;) {
    const header = await pieces.exactly(BLOCK)
    if (!header || header.every((byte) => byte === 0)) return
    const kind = checkedKind(header)
    const length = numberAt(header, 124, 12)
    if ('LKxg'.includes(kind)) {
      if (length > MOST_META) throw new ArchiveFault('a name in it is too long')
      const meta = (await pieces.exactly(padded(length)))?.subarray(0, length) ?? Buffer.alloc(0)
      if (kind === 'L') name = untilNul(meta)
      else if (kind === 'K') target = untilNul(meta)
      else if (kind === 'x') {
        const { path, linkpath, size: told } = paxOf(meta)
        name = path ?? name
        target = linkpath ?? target
        size = told === undefined ? size : sizeIn(told)
      }
      continue
    }
    const known = KINDS[kind] ?? 'other'
    yield {
      name: name ?? nameIn(header),
      kind: known,
      mode: numberAt(header, 100, 8) & 0o7777,
      size: known === 'file' || known === 'other' ? (size ?? length) : 0,
      mtime: numberAt(header, 136, 12),
      target: target ?? untilNul(header.subarray(157, 257)),
    }
    name = null
    target = null
    size = null
  }
}

export function padded(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK
}

function checkedKind(header: Buffer): string {
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] as number)
  if (sum !== numberAt(header, 148, 8)) throw new ArchiveFault('it is no tar, or is broken')
  return String.fromCharCode(header[156] as number)
}

function nameIn(header: Buffer): Buffer {
  const name = untilNul(header.subarray(0, 100))
  const prefix = header.subarray(257, 263).toString('latin1') === 'ustar\0' ? untilNul(header.subarray(345, 500)) : Buffer.alloc(0)
  return prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0)
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end))
}

/** Octal, or base 256 where the first bit is set. */
function numberAt(header: Buffer, at: number, length: number): number {
  const field = header.subarray(at, at + length)
  if ((field[0] as number) === 0x80) {
    const number = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
    if (Number.isSafeInteger(number)) return number
    throw new ArchiveFault('a size in it is absurd')
  }
  const text = field.toString('latin1').replace(/\0.*$/s, '').trim()
  if (!/^[0-7]*$/.test(text)) throw new ArchiveFault('a number in it is broken')
  return text === '' ? 0 : Number.parseInt(text, 8)
}

function sizeIn(text: Buffer): number {
  const size = Number(text.toString('latin1'))
  if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveFault('a size in it is absurd')
  return size
}

/** Records of `length key=value\n`. */
function paxOf(meta: Buffer): Record<string, Buffer | undefined> {
  const found: Record<string, Buffer> = {}
  for (let at = 0; at < meta.length; ) {
    const space = meta.indexOf(0x20, at)
    const length = space === -1 ? Number.NaN : Number(meta.subarray(at, space).toString('latin1'))
    if (!Number.isSafeInteger(length) || length < 5 || at + length > meta.length) throw new ArchiveFault('a header in it is broken')
    const record = meta.subarray(space + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    if (equals > 0) found[record.subarray(0, equals).toString('utf8')] = Buffer.from(record.subarray(equals + 1))
    at += length
  }
  return found
}

/** Header of a member, with those of its long names before it. */
export function headerOf({ name, kind, mode, size, mtime, target }: Member): Buffer {
  const type = kind === 'folder' ? '5' : kind === 'link' ? '2' : '0'
  const long = [...(name.length > 100 ? [longName('L', name)] : []), ...(target.length > 100 ? [longName('K', target)] : [])]
  return Buffer.concat([...long, block(name, type, mode, size, mtime, target)])
}

function longName(type: string, name: Buffer): Buffer {
  const content = Buffer.alloc(padded(name.length + 1))
  name.copy(content)
  return Buffer.concat([block(Buffer.from('././@LongLink'), type, 0, name.length + 1, 0, Buffer.alloc(0)), content])
}

function block(name: Buffer, type: string, mode: number, size: number, mtime: number, target: Buffer): Buffer {
  const header = Buffer.alloc(BLOCK)
  name.copy(header, 0, 0, 100)
  header.write(octal(mode, 7), 100, 'latin1')
  header.write(octal(0, 7), 108, 'latin1')
  header.write(octal(0, 7), 116, 'latin1')
  writeSize(header, size)
  header.write(octal(Math.max(0, mtime), 11), 136, 'latin1')
  header.write('        ', 148, 'latin1')
  header.write(type, 156, 'latin1')
  target.copy(header, 157, 0, 100)
  header.write('ustar  \0', 257, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 6)}\0 `, 148, 'latin1')
  return header
}

function octal(number: number, digits: number): string {
  return number.toString(8).padStart(digits, '0')
}

/** Eleven octal digits hold less than 8 GiB. */
function writeSize(header: Buffer, size: number): void {
  if (size < 8 ** 11) {
    header.write(octal(size, 11), 124, 'latin1')
    return
  }
  header[124] = 0x80
  header.writeBigUInt64BE(BigInt(size), 128)
}
