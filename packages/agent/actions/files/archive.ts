import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { deletion } from './change.ts'
import { about, refused } from './errors.ts'
import type { Folder } from './folder.ts'
import { putNew } from './scratch.ts'
import { BLOCK, headerOf, padded } from './tar.ts'
import { createFile, Progress, writeAll } from './tree.ts'
import type { Workshop } from './workshop.ts'

/** Packs entries into a tar.gz, which takes its name when it is whole. Owners are left out: they are the host's own. */
export async function archiveEntries(
  { ground, scratch }: Workshop,
  { paths, to }: ParamsOf<'file.archive'>,
  run: Run<'file.archive'>,
): Promise<ResultOf<'file.archive'>> {
  await using target = await ground.place(to)
  if (await target.folder.look(target.name)) throw refused('exists', target.path, 'is there already')
  await using draft = await scratch.draft(target.folder, run.id)
  await using file = await createFile(target.folder, draft.name)
  const progress = new Progress(run)
  const own = (await file.stat({ bigint: true })).ino
  const pack = async function* (): AsyncGenerator<Buffer> {
    for (const path of paths) {
      await using place = await ground.place(path)
      yield* packed(place.folder, place.name, place.name, progress, own)
    }
    yield Buffer.alloc(2 * BLOCK)
  }
  await about(target.path, () => pipeline(Readable.from(pack(), { objectMode: false }), createGzip(), into(file), { signal: run.signal }))
  await file.chmod(0o666 & ~process.umask())
  await file.sync()
  await putNew(target.folder, draft.name, target)
  await draft.release()
  const { files, bytes, leftOut } = progress
  return { files, bytes, leftOut, undo: deletion(target) }
}

function into(file: FileHandle): (source: AsyncIterable<Buffer>) => Promise<void> {
  return async (source) => {
    let at = 0
    for await (const part of source) {
      await writeAll(file, part, at)
      at += part.length
    }
  }
}

async function* packed(folder: Folder, name: Buffer, as: Buffer, progress: Progress, own: bigint): AsyncGenerator<Buffer> {
  await using held = await folder.hold(name)
  const { stat } = held
  const member = { name: as, mode: Number(stat.mode) & 0o777, mtime: Math.floor(Number(stat.mtimeMs) / 1000), target: Buffer.alloc(0) }
  if (stat.isSymbolicLink()) yield headerOf({ ...member, kind: 'link', size: 0, target: await folder.linkOf(name) })
  else if (stat.isFile() && stat.ino !== own) {
    await using file = await held.read()
    const size = Number((await file.stat()).size)
    yield headerOf({ ...member, kind: 'file', size })
    yield* contentOf(file, size, folder.pathTo(name), progress)
    progress.files += 1
  } else if (stat.isDirectory()) {
    await using below = await folder.enter(name)
    yield headerOf({ ...member, name: Buffer.concat([as, SLASH]), kind: 'folder', size: 0 })
    for await (const each of below.list()) yield* packed(below, each, Buffer.concat([as, SLASH, each]), progress, own)
  } else progress.leftOut += 1
  progress.step(0)
}

const SLASH = Buffer.from('/')
const PART = 256 * 1024

/** As many bytes as were announced: one that shrinks meanwhile cannot be packed. */
async function* contentOf(file: FileHandle, size: number, path: Buffer, progress: Progress): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; ) {
    const buffer = Buffer.alloc(Math.min(PART, size - at))
    const { bytesRead } = await about(path, () => file.read(buffer, 0, buffer.length, at))
    if (bytesRead === 0) throw refused('changed', path, 'shrank while it was read')
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
    progress.step(bytesRead)
  }
  if (padded(size) > size) yield Buffer.alloc(padded(size) - size)
}
