import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { ArchiveFault, type ArchiveSource, type Member } from './tar.ts'

export interface ZipMember extends Member {
  readonly method: number
  readonly packedSize: number
  readonly crc: number
  readonly at: number
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const ENCRYPTED = 1
const IN_64 = 0xffffffff
/** Of the list of members as a whole. */
const MOST_DIRECTORY = 64 * 1024 * 1024

/** The members as the list at its end has them. Throws {@link ArchiveFault}. */
export async function zipMembers(file: ArchiveSource): Promise<readonly ZipMember[]> {
  const { offset, size, count } = await directoryOf(file)
  if (size > MOST_DIRECTORY) throw new ArchiveFault('it has too many members')
  const directory = await bytesAt(file, offset, size)
  const members: ZipMember[] = []
  for (let at = 0; members.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw new ArchiveFault('its list of members is broken')
    const length = 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (at + length > directory.length) throw new ArchiveFault('its list of members is broken')
    members.push(await memberOf(file, directory.subarray(at, at + length)))
    at += length
  }
  return members
}

async function directoryOf(file: ArchiveSource) {
  const { size: whole } = await file.stat()
  const tail = await bytesAt(file, Math.max(0, whole - 65_557), Math.min(whole, 65_557))
  let at = tail.length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--
  if (at < 0) throw new ArchiveFault('it is no zip, or is cut short')
  const found = { count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) }
  if (at < 20 || tail.readUInt32LE(at - 20) !== LOCATOR_64) return found
  const end = await bytesAt(file, safe(tail.readBigUInt64LE(at - 12)), 56)
  if (end.readUInt32LE(0) !== END_64) throw new ArchiveFault('its end is broken')
  return { count: safe(end.readBigUInt64LE(32)), size: safe(end.readBigUInt64LE(40)), offset: safe(end.readBigUInt64LE(48)) }
}

async function memberOf(file: ArchiveSource, entry: Buffer): Promise<ZipMember> {
  const nameEnd = 46 + entry.readUInt16LE(28)
  const name = Buffer.from(entry.subarray(46, nameEnd))
  const extra = entry.subarray(nameEnd, nameEnd + entry.readUInt16LE(30))
  if (entry.readUInt16LE(8) & ENCRYPTED) throw new ArchiveFault('it is encrypted')
  const { size, packedSize, at } = sizesOf(entry, extra)
  // The upper half is what Unix makes of a file; packers of other systems leave it empty.
  const unix = entry[5] === 3 ? entry.readUInt32LE(38) >>> 16 : 0
  const kind = kindOf(unix & 0o170000, name.at(-1) === 0x2f)
  const member = { name, kind, mode: unix & 0o777 || (kind === 'folder' ? 0o755 : 0o644), mtime: 0, target: Buffer.alloc(0) }
  const whole = {
    ...member,
    size: kind === 'folder' ? 0 : size,
    packedSize,
    method: entry.readUInt16LE(10),
    crc: entry.readUInt32LE(16),
    at,
  }
  if (kind !== 'link') return whole
  if (size > 4096) throw new ArchiveFault('a link in it is broken')
  const parts: Buffer[] = []
  for await (const part of zipContent(file, whole)) parts.push(part)
  return { ...whole, target: Buffer.concat(parts) }
}

function kindOf(type: number, slash: boolean): Member['kind'] {
  if (type === 0o120000) return 'link'
  if (type === 0o040000 || (type === 0 && slash)) return 'folder'
  return type === 0 || type === 0o100000 ? 'file' : 'other'
}

/** Those above 4 GiB stand in a field of their own, in this order, as far as they are. */
function sizesOf(entry: Buffer, extra: Buffer) {
  const found = { size: entry.readUInt32LE(24), packedSize: entry.readUInt32LE(20), at: entry.readUInt32LE(42) }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const key of ['size', 'packedSize', 'at'] as const) {
      if (found[key] !== IN_64) continue
      if (next + 8 > extra.length) throw new ArchiveFault('its list of members is broken')
      found[key] = safe(extra.readBigUInt64LE(next))
      next += 8
    }
  }
  return found
}

/** What a member holds; never more than it says. Throws {@link ArchiveFault}. */
export async function* zipContent(file: ArchiveSource, { at, method, packedSize, size, crc }: ZipMember): AsyncGenerator<Buffer> {
  const local = await bytesAt(file, at, 30)
  if (local.readUInt32LE(0) !== LOCAL) throw new ArchiveFault('a member of it is broken')
  const from = at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (method !== 0 && method !== 8) throw new ArchiveFault('it is packed in a way that is not known')
  const packed = Readable.from(bytesFrom(file, from, packedSize), { objectMode: false })
  const plain = method === 0 ? packed : packed.pipe(createInflateRaw())
  packed.on('error', (error) => plain.destroy(error))
  let length = 0
  let sum = 0
  try {
    for await (const part of plain as AsyncIterable<Buffer>) {
      length += part.length
      if (length > size) throw new ArchiveFault('a member of it holds more than it says')
      sum = crc32(part, sum)
      yield part
    }
  } finally {
    packed.destroy()
  }
  if (length !== size || sum !== crc) throw new ArchiveFault('a member of it is broken')
}

async function* bytesFrom(file: ArchiveSource, from: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; ) {
    const part = await bytesAt(file, from + at, Math.min(256 * 1024, length - at))
    yield part
    at += part.length
  }
}

async function bytesAt(file: ArchiveSource, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(buffer, done, length - done, from + done)
    if (bytesRead === 0) throw new ArchiveFault('it is cut short')
    done += bytesRead
  }
  return buffer
}

function safe(number: bigint): number {
  if (number <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(number)
  throw new ArchiveFault('a size in it is absurd')
}
