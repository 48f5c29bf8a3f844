import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { SftpAttributes, SftpFile } from '@hyperion/ports/ssh'
import { refused } from '../../actions/files/errors.ts'
import { isReserved } from '../../actions/files/folder.ts'
import { BLOCK, headerOf, padded } from '../../actions/files/tar.ts'
import { Progress } from '../../actions/files/tree.ts'
import { deletion, FILE_MODE } from './change.ts'
import { about } from './failures.ts'
import type { ShellPlace, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'
import { filling, putNew } from './put.ts'
import { allIn } from './trees.ts'
import { changing, LASTS } from './workshop.ts'

const PART = 1024 * 1024
const SLASH = Buffer.from('/')

/** Packs entries into a tar.gz, which takes its name when it is whole; the bytes go through the hub. Owners are left out. */
export const archiveOverShell = changing<'file.archive'>(async ({ ground, sftp, scratch }, { paths, to }, run) => {
  const target = await ground.place(to)
  if (await ground.look(target.path)) throw refused('exists', target.path, 'is there already')
  await ground.stillThere(target.folder)
  await using draft = scratch.draft(target.folder)
  const file = await filling(ground, target.path, () => sftp.open(draft.path, 'create'))
  const progress = new Progress(run)
  const pack = async function* (): AsyncGenerator<Buffer> {
    for (const path of paths) {
      const place = await ground.place(path)
      const found = await ground.look(place.path)
      if (!found) throw refused('missing', place.path, 'is not there')
      yield* packed(ground, place, found, place.name, progress)
    }
    yield Buffer.alloc(2 * BLOCK)
  }
  let made: SftpAttributes
  try {
    await pipeline(Readable.from(pack(), { objectMode: false }), createGzip(), into(ground, file, target.path), { signal: run.signal })
    await about(target.path, () => file.change({ mode: FILE_MODE }))
    await filling(ground, target.path, () => file.sync())
    made = await about(target.path, () => file.stat())
  } finally {
    await file.close().catch(() => {})
  }
  await putNew(ground, draft.path, target)
  draft.release()
  await scratch.sweep(target.folder, { uid: made.uid, now: made.modifiedAt }).catch(() => {})
  const { files, bytes, leftOut } = progress
  return { files, bytes, leftOut, undo: deletion(target) }
}, LASTS)

/** Written in larger parts than a packer makes: each takes a way there and back. */
function into(ground: SshGround, file: SftpFile, path: Buffer): (source: AsyncIterable<Buffer>) => Promise<void> {
  return async (source) => {
    let at = 0
    let waiting: Buffer[] = []
    let length = 0
    const flush = async (): Promise<void> => {
      const bytes = Buffer.concat(waiting)
      waiting = []
      length = 0
      await filling(ground, path, () => file.write(bytes, at))
      at += bytes.length
    }
    for await (const part of source) {
      waiting.push(part)
      length += part.length
      if (length >= PART) await flush()
    }
    await flush()
  }
}

async function* packed(
  ground: SshGround,
  place: ShellPlace,
  found: SftpAttributes,
  as: Buffer,
  progress: Progress,
): AsyncGenerator<Buffer> {
  const { sftp } = ground
  const { mode, modifiedAt, size } = found
  const member = { name: as, mode: mode & 0o777, mtime: Math.floor(modifiedAt / 1000), target: Buffer.alloc(0) }
  const kind = kindOf(mode)
  if (kind === 'link') {
    const target = Buffer.from(await about(place.path, () => sftp.readLink(place.path)))
    yield headerOf({ ...member, kind: 'link', size: 0, target })
  } else if (kind === 'file') {
    yield headerOf({ ...member, kind: 'file', size })
    yield* contentOf(ground, place, found, progress)
    progress.files += 1
  } else if (kind === 'folder') {
    const here = { names: [...place.folder.names, place.name], path: place.path }
    yield headerOf({ ...member, name: Buffer.concat([as, SLASH]), kind: 'folder', size: 0 })
    for (const { name, attributes } of await allIn(sftp, place.path, progress.signal)) {
      const bytes = Buffer.from(name)
      if (!isReserved(bytes)) yield* packed(ground, ground.placeIn(here, bytes), attributes, Buffer.concat([as, SLASH, bytes]), progress)
    }
  } else progress.leftOut += 1
  progress.step(0)
}

/** As many bytes as were announced: one that shrinks meanwhile cannot be packed. */
async function* contentOf(ground: SshGround, place: ShellPlace, found: SftpAttributes, progress: Progress): AsyncGenerator<Buffer> {
  const { size } = found
  const { path } = place
  await using opened = await ground.openFile(place, found)
  for (let at = 0; at < size; ) {
    const part = await about(path, () => opened.file.read(at, Math.min(PART, size - at)))
    if (part.length === 0) throw refused('changed', path, 'shrank while it was read')
    yield Buffer.from(part.buffer, part.byteOffset, part.length)
    at += part.length
    progress.step(part.length)
  }
  if (padded(size) > size) yield Buffer.alloc(padded(size) - size)
}
