import { randomUUID } from 'node:crypto'
import type { SftpAttributes } from '@hyperion/ports/ssh'
import { FILE_LIMITS } from '@hyperion/wire/actions'
import { allOrNone } from '../../actions/files/all-or-none.ts'
import { refused } from '../../actions/files/errors.ts'
import { NO_FILE_ANY_MORE, type Restored, undoOf } from '../../actions/files/restore.ts'
import type { ShellPlace } from './ground.ts'
import { kindOf } from './kinds.ts'
import { changing, type ShellWorkshop } from './workshop.ts'
import { putText } from './write.ts'

/** All of them or none, as far as the connection lets that be: what was restored before one could not be is taken away again. */
export const restoreOverShell = changing<'file.restore'>(async (shop, { ids }, run) => {
  const done = await allOrNone(
    ids,
    run,
    (id) => restoreOne(shop, id, run.by),
    (each) => each.back(),
  )
  return { paths: done.map(({ path }) => path), undo: undoOf(done) }
})

async function restoreOne(shop: ShellWorkshop, id: string, by: string): Promise<Restored> {
  const { ground, trash } = shop
  const earlier = await trash.earlier(id)
  if (earlier) {
    const place = await ground.place(earlier.path)
    if (await ground.look(place.path)) return restoreOver(shop, id, { place, by, ...earlier })
  }
  const path = await trash.restore(id)
  return { path, back: async () => trash.take(await ground.place(path), by, id) }
}

interface Earlier {
  readonly place: ShellPlace
  readonly path: string
  readonly size: number
  readonly by: string
}

/** An earlier text in the place of the file that is there, which goes to the trash. */
async function restoreOver(shop: ShellWorkshop, id: string, { place, path, size, by }: Earlier): Promise<Restored> {
  const { trash } = shop
  const put = { id: randomUUID(), by, mustKeep: true }
  const back = (): Promise<unknown> => restoreOne(shop, put.id, by)
  await fileAt(shop, place)
  if (size > FILE_LIMITS.textBytes) {
    // Nothing holds it whole to write it beside: there is a moment in which nothing has the name.
    await trash.take(place, by, put.id)
    try {
      await trash.restore(id)
    } catch (error) {
      await trash.restore(put.id).catch(() => {})
      throw error
    }
    return { path, undo: null, back }
  }
  const { undo = null } = await putText(shop, place, await trash.textOf(id, path), () => fileAt(shop, place), put)
  // It is in its place, whatever becomes of the copy.
  await trash.remove(id).catch(() => {})
  return { path, undo, back }
}

async function fileAt({ ground }: ShellWorkshop, { path }: ShellPlace): Promise<SftpAttributes | null> {
  const found = await ground.look(path)
  if (found && kindOf(found.mode) !== 'file') throw refused('exists', path, NO_FILE_ANY_MORE)
  return found
}
