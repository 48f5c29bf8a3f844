import { randomUUID } from 'node:crypto'
import type { SftpAttributes } from '@hyperion/ports/ssh'
import { allOrNone } from '../../actions/files/all-or-none.ts'
import { refused } from '../../actions/files/errors.ts'
import { NO_FILE_ANY_MORE, type Restored, restoring, undoOf } from '../../actions/files/restore.ts'
import type { ShellPlace } from './ground.ts'
import { kindOf } from './kinds.ts'
import { changing, PUTS_BACK, type ShellWorkshop } from './workshop.ts'
import { putKept } from './write.ts'

/** All of them or none, as far as the connection lets that be: what was restored before one could not be is taken away again. */
export const restoreOverShell = changing<'file.restore'>(async (shop, { ids }, run) => {
  const done = await allOrNone(
    ids,
    { run, clock: shop.clock },
    restoring((id) => restoreOne(shop, id, run.by)),
  )
  return { paths: done.map(({ path }) => path), undo: undoOf(done) }
}, PUTS_BACK)

/** `as`: the number of what goes to the trash for it. */
async function restoreOne(shop: ShellWorkshop, id: string, by: string, as: string = randomUUID()): Promise<Restored> {
  const { ground, trash } = shop
  const earlier = await trash.earlierPath(id)
  if (earlier !== null) {
    const place = await ground.place(earlier)
    if (await ground.look(place.path)) {
      const check = (): Promise<SftpAttributes | null> => fileAt(shop, place)
      await check()
      const { undo = null } = await putKept(shop, { place, id, check }, { id: as, by, mustKeep: true })
      // Under the number that it had, by which whoever sees the trash knows it.
      return { path: earlier, undo, back: () => restoreOne(shop, as, by, id) }
    }
  }
  const path = await trash.restore(id)
  return { path, back: async () => trash.take(await ground.place(path), by, id, earlier !== null) }
}

async function fileAt({ ground }: ShellWorkshop, { path }: ShellPlace): Promise<SftpAttributes | null> {
  const found = await ground.look(path)
  if (found && kindOf(found.mode) !== 'file') throw refused('exists', path, NO_FILE_ANY_MORE)
  return found
}
