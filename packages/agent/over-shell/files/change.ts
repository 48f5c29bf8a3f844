import { randomUUID } from 'node:crypto'
import { ActionError } from '@hyperion/domain/actions'
import { writtenPath } from '@hyperion/wire/actions'
import { allOrNone, deleting, type Taken } from '../../actions/files/all-or-none.ts'
import { refused } from '../../actions/files/errors.ts'
import type { ShellPlace } from './ground.ts'
import { making } from './put.ts'
import { putOver } from './put-over.ts'
import { changing, LASTS, PUTS_BACK } from './workshop.ts'

/** Of a new file; SFTP does not say what the account’s own would be. */
export const FILE_MODE = 0o644

export const createOverShell = changing<'file.create'>(async ({ ground, sftp }, { path, kind, mode }) => {
  const place = await ground.place(path)
  await ground.stillThere(place.folder)
  if (kind === 'folder') {
    await making(ground, place.path, () => sftp.makeFolder(place.path, mode === undefined ? 0o777 : 0o700))
    // Not what the server’s mask leaves of it, but this.
    if (mode !== undefined) await making(ground, place.path, () => sftp.change(place.path, { mode }))
  } else {
    const file = await making(ground, place.path, () => sftp.open(place.path, 'create'))
    try {
      await file.change({ mode: mode ?? FILE_MODE })
      await file.sync()
    } finally {
      await file.close().catch(() => {})
    }
  }
  return { undo: deletion(place) }
})

export function deletion({ path }: ShellPlace): { readonly operation: string; readonly params: Readonly<Record<string, unknown>> } {
  return { operation: 'file.delete', params: { paths: [writtenPath(path)] } }
}

export const moveOverShell = changing<'file.move'>(async (shop, { from, to, overwrite }, run) => {
  const { ground } = shop
  const source = await ground.place(from)
  const target = await ground.place(to)
  if (!(await ground.look(source.path))) throw refused('missing', source.path, 'is not there')
  ground.mayGo(source)
  if (isWithin(target, source)) throw refused('invalid', target.path, 'lies in what is to be moved')
  await ground.stillThere(source.folder)
  try {
    const replaced = await putOver(shop, source.path, target, { overwrite, by: run.by, id: run.id })
    const back = { from: writtenPath(target.path), to: writtenPath(source.path), overwrite: false }
    return { undo: replaced ? null : { operation: 'file.move', params: back } }
  } catch (error) {
    if (!(error instanceof ActionError) || error.failure !== 'failed') throw error
    const words = 'could not be moved: over SSH nothing goes to another file system at once. Copy it, then delete it'
    throw refused('failed', source.path, words)
  }
})

/** Whether something lies in what is at a place, or is that. */
export function isWithin(inner: ShellPlace, outer: ShellPlace): boolean {
  const names = [...outer.folder.names, outer.name]
  return names.every((name, i) => inner.folder.names[i]?.equals(name))
}

export const deleteOverShell = changing<'file.delete'>(async ({ ground, trash, clock }, { paths }, run) => {
  const take = async (path: string): Promise<Taken> => ({ path, id: await trash.take(await ground.place(path), run.by, randomUUID()) })
  const taken = await allOrNone(
    paths,
    { run, clock },
    deleting(take, (id) => trash.restore(id)),
  )
  const ids = taken.map(({ id }) => id)
  return { ids, undo: { operation: 'file.restore', params: { ids } } }
}, PUTS_BACK)

export const emptyTrashOverShell = changing<'file.empty_trash'>(async ({ trash }, { ids }, run) => {
  const wanted = ids ?? (await trash.list()).map(({ id }) => id)
  let removed = 0
  for (const id of wanted) {
    run.signal.throwIfAborted()
    await trash.remove(id, run.signal)
    removed += 1
    run.progress(removed, wanted.length)
  }
  return { removed }
}, LASTS)

export const trashOverShell = changing<'file.trash'>(async ({ trash }, _params, run) => {
  const thrown = await trash.list()
  await run.rows(thrown)
  return { count: thrown.length }
})
