import { randomUUID } from 'node:crypto'
import type { Undo } from '@hyperion/domain/actions'
import { FILE_LIMITS, type ParamsOf, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { allOrNone } from './all-or-none.ts'
import { refused } from './errors.ts'
import type { Held } from './folder.ts'
import type { Place } from './ground.ts'
import { wholeOf } from './read.ts'
import { copyContent, Progress } from './tree.ts'
import type { Workshop } from './workshop.ts'
import { type Put, putContent, putText } from './write.ts'

export const NO_FILE_ANY_MORE = 'is no file any more: move what is there away, then restore the text'

/** Something that is back in its place. */
export interface Restored {
  readonly path: string
  /** Of a text that took the place of another one; else undefined, and null where nothing undoes it. */
  readonly undo?: Undo | null
  /** Takes it away again, as if it had not been restored. */
  back(): Promise<unknown>
}

/** All of them or none: those that were restored before one could not be are taken away again. */
export async function restoreEntries(
  workshop: Workshop,
  { ids }: ParamsOf<'file.restore'>,
  run: Run<'file.restore'>,
): Promise<ResultOf<'file.restore'>> {
  const done = await allOrNone(
    ids,
    run,
    (id) => restoreOne(workshop, id, run),
    (each) => each.back(),
  )
  return { paths: done.map(({ path }) => path), undo: undoOf(done) }
}

export function undoOf(done: readonly Restored[]): Undo | null {
  if (done.every(({ undo }) => undo === undefined)) return { operation: 'file.delete', params: { paths: done.map(({ path }) => path) } }
  return (done.length === 1 && done[0]?.undo) || null
}

async function restoreOne(workshop: Workshop, id: string, run: Run): Promise<Restored> {
  const { ground, trash } = workshop
  const earlier = await trash.earlierPath(id)
  if (earlier !== null) {
    await using place = await ground.place(earlier)
    // Awaited: the folder is let go when this is left.
    if (await place.folder.look(place.name)) return await restoreOver(workshop, id, place, run)
  }
  const path = await trash.restore(id)
  const back = async (): Promise<void> => {
    await using place = await ground.place(path)
    await trash.take(place, run.by, id)
  }
  return { path, back }
}

/** An earlier text in the place of the one that is there, which goes to the trash: dressed like that one, as every text is. */
async function restoreOver(workshop: Workshop, id: string, place: Place, run: Run): Promise<Restored> {
  const { trash } = workshop
  const path = writtenPath(place.path)
  const put: Put = { id: randomUUID(), by: run.by, signal: run.signal, mustKeep: true }
  const check = (): Promise<Held | null> => fileAt(place)
  await (await check())?.[Symbol.asyncDispose]()
  const undo = await trash.read(id, path, async (file) => {
    if ((await file.stat()).size <= FILE_LIMITS.textBytes)
      return (await putText(workshop, place, await wholeOf(file, place.path), check, put)).undo ?? null
    const progress = new Progress(run)
    await putContent(workshop, place, (draft) => copyContent(file, draft, place.path, progress), check, put)
    return null
  })
  // It is in its place, whatever becomes of the copy.
  await trash.remove(id, run.signal).catch(() => {})
  return { path, undo, back: () => restoreOne(workshop, put.id, run) }
}

async function fileAt({ folder, name, path }: Place): Promise<Held | null> {
  if (!(await folder.look(name))) return null
  const held = await folder.hold(name)
  if (held.stat.isFile()) return held
  await held[Symbol.asyncDispose]()
  throw refused('exists', path, NO_FILE_ANY_MORE)
}
