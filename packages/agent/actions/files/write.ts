import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { BigIntStats } from 'node:fs'
import { type FileHandle, rename } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import { FILE_LIMITS, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { etagOf } from './entries.ts'
import { about, refused } from './errors.ts'
import type { Held } from './folder.ts'
import type { Place } from './ground.ts'
import { textEtag, wholeOf } from './read.ts'
import { type Draft, putNew } from './scratch.ts'
import { createFile, writeAll } from './tree.ts'
import type { Workshop } from './workshop.ts'

/** Puts a text in its place: it is written beside, and takes the name when it is whole and on the disk. */
export async function writeText(
  { ground, scratch }: Workshop,
  { path, size, expect }: ParamsOf<'file.write'>,
  run: Run<'file.write'>,
): Promise<ResultOf<'file.write'>> {
  await using place = await ground.target(path)
  // Before anything is sent for nothing.
  await (await checkExpected(place, expect))?.[Symbol.asyncDispose]()
  const content = await allOf(run, size)
  await using draft = await scratch.draft(place.folder, run.id)
  await using file = await createFile(place.folder, draft.name)
  await about(place.path, () => writeAll(file, content, 0))
  await putText(place, draft, file, expect)
  return { etag: textEtag(etagOf(await file.stat({ bigint: true })), content), size: content.length }
}

async function putText(place: Place, draft: Draft, file: FileHandle, expect: string | null | undefined): Promise<void> {
  const { folder, name, path } = place
  const old = await checkExpected(place, expect)
  await using held = old
  if (held) await dress(file, held)
  else await file.chmod(0o666 & ~process.umask())
  await about(path, () => file.sync())
  if (held === null) await putNew(folder, draft.name, place)
  else {
    // Between this look and the change of names there is a moment that no file system lets be closed.
    const now = await folder.look(name)
    if (!now || etagOf(now) !== etagOf(held.stat)) throw refused('changed', path, 'was changed meanwhile')
    await about(path, () => rename(folder.at(draft.name), folder.at(name)))
    await folder.sync()
  }
  await draft.release()
}

/** What is there now; throws `changed` or `exists` where that is not what was expected. */
async function checkExpected({ folder, name, path }: Place, expect: string | null | undefined): Promise<Held | null> {
  const found = await folder.look(name)
  if (!found) {
    if (typeof expect === 'string') throw refused('changed', path, 'is gone meanwhile')
    return null
  }
  if (expect === null) throw refused('exists', path, 'is there already')
  const held = await folder.hold(name)
  try {
    await using file = await held.read()
    if (expect !== undefined && expect !== (await etagLike(expect, file, path))) throw refused('changed', path, 'was changed meanwhile')
    return held
  } catch (error) {
    await held[Symbol.asyncDispose]()
    throw error
  }
}

/** Of the same kind as the one that was expected: with the content's, if that had it. */
async function etagLike(expect: string, file: FileHandle, path: Buffer): Promise<string> {
  const etag = etagOf((await file.stat({ bigint: true })) as BigIntStats)
  return expect.split('-').length > etag.split('-').length ? textEtag(etag, await wholeOf(file, path)) : etag
}

async function allOf(run: Run, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of run.input) {
    length += part.length
    if (length > size || length > FILE_LIMITS.textBytes) throw new ActionError('too_large', 'more came than was announced')
    parts.push(part)
    run.progress(length, size)
  }
  if (length !== size) throw new ActionError('invalid', 'params.size must be what comes: the input ended early')
  return Buffer.concat(parts)
}

/** Makes a new content look like the one it replaces: owners, bits, and attributes where the file system has them. */
async function dress(file: FileHandle, { stat, self }: Held): Promise<void> {
  const own = await file.stat()
  if (own.uid !== Number(stat.uid) || own.gid !== Number(stat.gid)) {
    try {
      await file.chown(Number(stat.uid), Number(stat.gid))
    } catch {
      throw new ActionError('permission', 'the file belongs to another account: the agent’s may not write it so that it stays theirs')
    }
  }
  await file.chmod(Number(stat.mode) & 0o7777)
  await copyAttributes(self, `/proc/self/fd/${file.fd}`)
}

/** ACLs and labels, which Node cannot reach; by the tool that every Linux has. Where it cannot, the file is none the worse. */
async function copyAttributes(from: string, to: string): Promise<void> {
  const ofThis = (path: string): string => path.replace('/proc/self/', `/proc/${process.pid}/`)
  const args = ['--attributes-only', '--preserve=mode,ownership,xattr', '--', ofThis(from), ofThis(to)]
  const child = spawn('cp', args, { stdio: 'ignore', env: { PATH: process.env.PATH ?? '/usr/bin:/bin' } })
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000).unref()
  await Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => {})
  clearTimeout(timer)
}
