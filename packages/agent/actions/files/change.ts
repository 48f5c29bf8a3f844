import { randomUUID } from 'node:crypto'
import { chmod, chown, mkdir } from 'node:fs/promises'
import { ActionError } from '@hyperion/domain/actions'
import { type ParamsOf, type ResultOf, writtenPath } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { Accounts } from './accounts.ts'
import { allOrNone, deleting, type Taken } from './all-or-none.ts'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, type Held, identityOf } from './folder.ts'
import type { Place } from './ground.ts'
import { putOver } from './replace.ts'
import { copyTree, createFile, Progress } from './tree.ts'
import type { Workshop } from './workshop.ts'

export async function createEntry({ ground }: Workshop, { path, kind, mode }: ParamsOf<'file.create'>): Promise<ResultOf<'file.create'>> {
  await using place = await ground.place(path)
  const { folder, name } = place
  if (kind === 'folder') {
    await about(place.path, () => mkdir(folder.at(name), { mode: 0o777 }))
    if (mode !== undefined) await setMode(folder, name, mode)
  } else {
    await using file = await createFile(folder, name)
    await file.chmod(mode ?? 0o666 & ~process.umask())
  }
  await folder.sync()
  return { undo: deletion(place) }
}

async function setMode(folder: Folder, name: Buffer, mode: number): Promise<void> {
  await using made = await folder.enter(name)
  await about(made.path, () => chmod(made.self, mode))
}

export function deletion({ path }: Place): { readonly operation: string; readonly params: Readonly<Record<string, unknown>> } {
  return { operation: 'file.delete', params: { paths: [writtenPath(path)] } }
}

export async function moveEntry(
  workshop: Workshop,
  { from, to, overwrite }: ParamsOf<'file.move'>,
  run: Run<'file.move'>,
): Promise<ResultOf<'file.move'>> {
  const { ground } = workshop
  await using source = await ground.place(from)
  await using target = await ground.place(to)
  await using held = await source.folder.hold(source.name)
  await ground.mayGo(held)
  if (target.folder.trail.includes(identityOf(held.stat))) throw refused('invalid', target.path, 'lies in what is to be moved')
  const replaced = await moveOver(workshop, source, target, overwrite, run)
  await source.folder.sync()
  const back = { from: writtenPath(target.path), to: writtenPath(source.path), overwrite: false }
  return { undo: replaced ? null : { operation: 'file.move', params: back } }
}

async function moveOver(workshop: Workshop, source: Place, target: Place, overwrite: boolean, run: Run): Promise<boolean> {
  try {
    return await putOver(workshop, source.folder, source.name, target, overwrite, run)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
  }
  // To another file system: a copy takes the name when it is whole, and what was copied goes to the trash.
  await using draft = await workshop.scratch.draft(target.folder, run.id)
  const progress = new Progress(run)
  await copyTree(source.folder, source.name, target.folder, draft.name, progress)
  if (progress.leftOut > 0)
    throw refused('invalid', source.path, 'holds sockets, FIFOs or devices, which cannot be moved to another file system')
  const replaced = await putOver(workshop, target.folder, draft.name, target, overwrite, { by: run.by, id: randomUUID() })
  await draft.release()
  await workshop.trash.take(source, run.by, randomUUID())
  return replaced
}

export async function copyEntry(
  workshop: Workshop,
  { from, to, overwrite }: ParamsOf<'file.copy'>,
  run: Run<'file.copy'>,
): Promise<ResultOf<'file.copy'>> {
  const { ground, scratch } = workshop
  await using source = await ground.place(from)
  await using target = await ground.place(to)
  await using held = await source.folder.hold(source.name)
  if (target.folder.trail.includes(identityOf(held.stat))) throw refused('invalid', target.path, 'lies in what is to be copied')
  if (!overwrite && (await target.folder.look(target.name))) throw refused('exists', target.path, 'is there already')
  await using draft = await scratch.draft(target.folder, run.id)
  const progress = new Progress(run)
  await copyTree(source.folder, source.name, target.folder, draft.name, progress)
  const replaced = await putOver(workshop, target.folder, draft.name, target, overwrite, run)
  await draft.release()
  const { files, bytes, leftOut } = progress
  return { files, bytes, leftOut, undo: replaced ? null : deletion(target) }
}

export async function deleteEntries(
  { environment, ground, trash }: Workshop,
  { paths }: ParamsOf<'file.delete'>,
  run: Run<'file.delete'>,
): Promise<ResultOf<'file.delete'>> {
  const take = async (path: string): Promise<Taken> => {
    await using place = await ground.place(path)
    return { path, id: await trash.take(place, run.by, randomUUID()) }
  }
  const taken = await allOrNone(
    paths,
    { run, clock: environment.clock },
    deleting(take, (id) => trash.restore(id)),
  )
  const ids = taken.map(({ id }) => id)
  return { ids, undo: { operation: 'file.restore', params: { ids } } }
}

export async function emptyTrash(
  { trash }: Workshop,
  { ids }: ParamsOf<'file.empty_trash'>,
  run: Run,
): Promise<ResultOf<'file.empty_trash'>> {
  const wanted = ids ?? (await trash.list()).map(({ id }) => id)
  let removed = 0
  for (const id of wanted) {
    run.signal.throwIfAborted()
    if (await trash.remove(id, run.signal)) removed += 1
    run.progress(removed, wanted.length)
  }
  return { removed }
}

export async function tellTrash({ trash }: Workshop, run: Run<'file.trash'>): Promise<ResultOf<'file.trash'>> {
  const thrown = await trash.list()
  await run.rows(thrown)
  return { count: thrown.length }
}

interface Wanted {
  readonly mode: number | undefined
  readonly uid: number | undefined
  readonly gid: number | undefined
}

export async function setPermissions(
  { environment, ground }: Workshop,
  { path, mode, owner, group, recursive }: ParamsOf<'file.permissions'>,
  run: Run<'file.permissions'>,
): Promise<ResultOf<'file.permissions'>> {
  const accounts = await Accounts.load(environment.paths.etc)
  await using place = await ground.place(path)
  await using held = await place.folder.hold(place.name)
  const uid = owner === undefined ? undefined : accounts.userId(owner)
  const gid = group === undefined ? undefined : accounts.groupId(group)
  if (mode === undefined && uid === undefined && gid === undefined)
    throw new ActionError('invalid', 'params.mode, owner or group must be given')
  const before = { mode: Number(held.stat.mode) & 0o7777, owner: String(held.stat.uid), group: String(held.stat.gid) }
  const progress = new Progress(run)
  if (recursive) {
    await ground.mayGo(held)
    await setBelow(place.folder, place.name, { mode, uid, gid }, progress)
    return { changed: progress.files, undo: null }
  }
  await setOne(held, { mode, uid, gid })
  const undo = { path: writtenPath(place.path), recursive: false, ...(mode !== undefined && { mode: before.mode }) }
  const owners = { ...(uid !== undefined && { owner: before.owner }), ...(gid !== undefined && { group: before.group }) }
  return { changed: 1, undo: { operation: 'file.permissions', params: { ...undo, ...owners } } }
}

/** By what is held, so that no other file gets them. Owners first: a change of them takes setuid away. */
async function setOne({ self, stat, path }: Held, { mode, uid, gid }: Wanted): Promise<void> {
  // A link would be followed by its descriptor: its own bits mean nothing.
  if (stat.isSymbolicLink()) throw refused('invalid', path, 'is a link: change what it leads to')
  await about(path, async () => {
    if (uid !== undefined || gid !== undefined) await chown(self, uid ?? Number(stat.uid), gid ?? Number(stat.gid))
    if (mode !== undefined) await chmod(self, mode)
  })
}

async function setBelow(folder: Folder, name: Buffer, wanted: Wanted, progress: Progress): Promise<void> {
  await using held = await folder.hold(name)
  // Others may have given a file from elsewhere a second name here: those are changed one by one, by who means them.
  if (held.stat.isSymbolicLink() || (held.stat.isFile() && held.stat.nlink > 1n)) return
  if (held.stat.isDirectory()) {
    await using below = await folder.enter(name)
    for await (const each of below.list()) await setBelow(below, each, wanted, progress)
  }
  const { mode } = wanted
  await setOne(held, { ...wanted, mode: mode === undefined || held.stat.isDirectory() ? mode : forFile(mode, Number(held.stat.mode)) })
  progress.files += 1
  progress.step(0)
}

const EXECUTE = 0o111

/** Nothing becomes a program by being in a folder that can be entered, and no program stops being one. */
export function forFile(mode: number, before: number): number {
  return (mode & ~EXECUTE & 0o777) | (before & EXECUTE)
}
