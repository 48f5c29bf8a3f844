import { randomUUID } from 'node:crypto'
import type { Undo } from '@hyperion/domain/actions'
import { type ParamsOf, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { allOrNone, type Back, type Steps } from './all-or-none.ts'
import { refused } from './errors.ts'
import type { Held } from './folder.ts'
import type { Place } from './ground.ts'
import type { Workshop } from './workshop.ts'
import { putKept } from './write.ts'

export const NO_FILE_ANY_MORE = 'is no file any more: move what is there away, then restore the text'

/** Something that is back in its place. */
export interface Restored {
  readonly path: string
  /** Of a text that took the place of another one; else undefined, and null where nothing undoes it. */
  readonly undo?: Undo | null
  /** Takes it away again, as if it had not been restored. */
  back(back: Back): Promise<unknown>
}

/** All of them or none: those that were restored before one could not be are taken away again. */
export async function restoreEntries(
  workshop: Workshop,
  { ids }: ParamsOf<'file.restore'>,
  run: Run<'file.restore'>,
): Promise<ResultOf<'file.restore'>> {
  const { clock } = workshop.environment
  const done = await allOrNone(
    ids,
    { run, clock },
    restoring((id) => restoreOne(workshop, id, run)),
  )
  return { paths: done.map(({ path }) => path), undo: undoOf(done) }
}

export function restoring(work: (id: string) => Promise<Restored>): Steps<string, Restored> {
  const words = { left: 'restored all the same', unsure: 'perhaps restored' }
  return { work, undo: (each, back) => each.back(back), pathOf: ({ path }) => path, nameOf: (id) => `number ${id} of the trash`, words }
}

export function undoOf(done: readonly Restored[]): Undo | null {
  if (done.every(({ undo }) => undo === undefined)) return { operation: 'file.delete', params: { paths: done.map(({ path }) => path) } }
  return (done.length === 1 && done[0]?.undo) || null
}

type RestoreRun = Pick<Run, 'by' | 'signal' | 'progress'>

/** `as`: the number of what goes to the trash for it. */
async function restoreOne(workshop: Workshop, id: string, run: RestoreRun, as: string = randomUUID()): Promise<Restored> {
  const { ground, trash } = workshop
  const earlier = await trash.earlierPath(id)
  if (earlier !== null) {
    await using place = await ground.place(earlier)
    // Awaited: the folder is let go when this is left.
    if (await place.folder.look(place.name)) return await restoreOver(workshop, { place, id, as }, run)
  }
  const path = await trash.restore(id)
  const back = async (): Promise<void> => {
    await using place = await ground.place(path)
    await trash.take(place, run.by, id, earlier !== null)
  }
  return { path, back }
}

interface Over {
  readonly place: Place
  readonly id: string
  readonly as: string
}

/** An earlier text in the place of the one that is there, which goes to the trash: dressed like that one, as every text is. */
async function restoreOver(workshop: Workshop, { place, id, as }: Over, run: RestoreRun): Promise<Restored> {
  const check = (): Promise<Held | null> => fileAt(place)
  await (await check())?.[Symbol.asyncDispose]()
  const { by } = run
  const { undo = null } = await putKept(workshop, { place, id, check }, { id: as, by, mustKeep: true }, run)
  // Under the number that it had, by which whoever sees the trash knows it.
  const back = ({ signal, progress }: Back) => restoreOne(workshop, as, { by, signal, progress }, id)
  return { path: writtenPath(place.path), undo, back }
}

async function fileAt({ folder, name, path }: Place): Promise<Held | null> {
  if (!(await folder.look(name))) return null
  const held = await folder.hold(name)
  if (held.stat.isFile()) return held
  await held[Symbol.asyncDispose]()
  throw refused('exists', path, NO_FILE_ANY_MORE)
}
