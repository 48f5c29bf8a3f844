import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ActionError } from '@hyperion/domain/actions'
import { namesOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { codeOf, refused } from './errors.ts'
import { isReserved } from './folder.ts'
import { ArchiveFault, type ArchiveSource, type Member, membersOf, Pieces, padded } from './tar.ts'
import { zipContent, zipMembers } from './zip.ts'

export const ARCHIVE_LIMITS = {
  members: 200_000,
  depth: 64,
  /** What an archive of nothing special may unpack to, and beyond it how many times its own size. */
  plainBytes: 256 * 1024 * 1024,
  ratio: 200,
} as const

/** A member with what it holds, which is to be taken to its end. */
export interface Opened {
  readonly member: Member
  readonly content: AsyncIterable<Buffer>
}

/** The members one after the other, as they are packed. */
export async function* openedIn(file: ArchiveSource): AsyncGenerator<Opened> {
  const start = Buffer.alloc(4)
  await file.read(start, 0, 4, 0)
  if (start.readUInt32LE(0) === 0x04034b50 || start.readUInt32LE(0) === 0x06054b50) {
    for (const member of await zipMembers(file)) yield { member, content: zipContent(file, member) }
    return
  }
  const whole = Readable.from(partsOf(file), { objectMode: false })
  const plain = start.readUInt16BE(0) === 0x1f8b ? whole.pipe(createGunzip()) : whole
  whole.on('error', (error) => plain.destroy(error))
  try {
    const pieces = new Pieces(plain)
    for await (const member of membersOf(pieces)) yield { member, content: tarContent(pieces, member.size) }
  } finally {
    whole.destroy()
    plain.destroy()
  }
}

const PART = 256 * 1024

async function* partsOf(file: ArchiveSource): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const buffer = Buffer.alloc(PART)
    const { bytesRead } = await file.read(buffer, 0, PART, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function* tarContent(pieces: Pieces, size: number): AsyncGenerator<Buffer> {
  for (let left = size; left > 0; ) {
    const part = await pieces.some(left)
    if (!part) throw new ArchiveFault('it is cut short')
    left -= part.length
    yield part
  }
  if (padded(size) > size) await pieces.exactly(padded(size) - size)
}

/** Throws for an archive that must not be unpacked. `freeBytes`: where it is to go; null where nobody knows. */
export async function lookThrough(file: ArchiveSource, freeBytes: number | null, run: Run): Promise<void> {
  const { size } = await file.stat()
  const most = Math.max(ARCHIVE_LIMITS.plainBytes, size * ARCHIVE_LIMITS.ratio)
  let members = 0
  let bytes = 0
  for await (const { member, content } of openedIn(file)) {
    checkedNames(member)
    if (++members > ARCHIVE_LIMITS.members)
      throw new ActionError('too_large', `the archive has more than ${ARCHIVE_LIMITS.members} members`)
    for await (const part of content) {
      run.signal.throwIfAborted()
      bytes += part.length
      if (bytes > most) throw new ActionError('too_large', 'the archive unpacks to absurdly more than it is: nothing was written')
      if (freeBytes !== null && bytes > freeBytes) throw new ActionError('busy', 'the archive does not fit: not enough space is left')
    }
    if (members % 256 === 0 || bytes > 0) run.progress(bytes, null)
  }
}

/** The names that a member goes through within the new folder; none for the folder itself. Throws for one that would lead out of it. */
export function checkedNames({ name, kind, target }: Member): readonly Buffer[] {
  const path = Buffer.concat([Buffer.from('/'), name])
  if (name[0] === 0x2f || name.includes(0) || name.includes(0x5c))
    throw refused('outside', path, 'in the archive is no plain relative name')
  const names = namesOf(name).map((each) => Buffer.from(each))
  const plain = names.filter((each) => each.toString('latin1') !== '.')
  if (plain.some((each) => each.toString('latin1') === '..')) throw refused('outside', path, 'in the archive leads out of it')
  if (plain.some((each) => each.length > 255 || isReserved(each))) throw refused('invalid', path, 'in the archive cannot be named so')
  if (plain.length > ARCHIVE_LIMITS.depth) throw refused('too_large', path, 'in the archive lies too deep')
  if (kind === 'other') throw refused('invalid', path, 'in the archive is a device, a FIFO or the like')
  if (kind === 'link' && !staysInside(plain, target)) throw refused('outside', path, 'in the archive is a link that leads out of it')
  if (kind === 'hardlink') checkedNames({ name: target, kind: 'file', mode: 0, size: 0, mtime: 0, target: Buffer.alloc(0) })
  return plain
}

/** Each step of it, too: what goes out and comes back depends on how the folder around is called. */
function staysInside(names: readonly Buffer[], target: Buffer): boolean {
  if (target.length === 0 || target[0] === 0x2f || target.includes(0)) return false
  let depth = names.length - 1
  for (const name of namesOf(target)) {
    const text = Buffer.from(name).toString('latin1')
    if (text === '..') depth -= 1
    else if (text !== '.') depth += 1
    if (depth < 0) return false
  }
  return true
}

/** What went wrong with an archive, in words if it is the archive’s fault. */
export function archiveError(error: unknown, path: Uint8Array): unknown {
  const ofIt = error instanceof ArchiveFault || codeOf(error)?.startsWith('Z_') || codeOf(error)?.startsWith('ERR_')
  return ofIt ? refused('invalid', path, `cannot be unpacked: ${(error as Error).message}`) : error
}
