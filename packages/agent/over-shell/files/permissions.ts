import { ActionError } from '@hyperion/domain/actions'
import type { SftpAttributes, SftpChange, SftpSession } from '@hyperion/ports/ssh'
import { writtenPath } from '@hyperion/wire/actions'
import { forFile } from '../../actions/files/change.ts'
import { refused } from '../../actions/files/errors.ts'
import { isReserved } from '../../actions/files/folder.ts'
import { Progress } from '../../actions/files/tree.ts'
import { accountsOf } from './account.ts'
import { about } from './failures.ts'
import type { ShellPlace, SshGround } from './ground.ts'
import { kindOf } from './kinds.ts'
import { allIn, eachOf } from './trees.ts'
import { changing, LASTS } from './workshop.ts'

interface Wanted {
  readonly mode: number | undefined
  readonly uid: number | undefined
  readonly gid: number | undefined
}

export const permissionsOverShell = changing<'file.permissions'>(async ({ ground, sftp }, params, run) => {
  const { path, mode, owner, group, recursive } = params
  if (mode === undefined && owner === undefined && group === undefined)
    throw new ActionError('invalid', 'params.mode, owner or group must be given')
  const accounts = await accountsOf(ground)
  const place = await ground.place(path)
  const found = await ground.look(place.path)
  if (!found) throw refused('missing', place.path, 'is not there')
  const uid = owner === undefined ? undefined : accounts.userId(owner)
  const gid = group === undefined ? undefined : accounts.groupId(group)
  await ground.stillThere(place.folder)
  const wanted = { mode, uid, gid }
  if (recursive) {
    ground.mayGo(place)
    const progress = new Progress(run)
    await setBelow(ground, place, found, wanted, progress)
    return { changed: progress.files, undo: null }
  }
  if (kindOf(found.mode) === 'link') throw refused('invalid', place.path, 'is a link: change what it leads to')
  await setOne(sftp, place.path, found, wanted)
  const undo = { path: writtenPath(place.path), recursive: false, ...(mode !== undefined && { mode: found.mode & 0o7777 }) }
  const owners = { ...(uid !== undefined && { owner: String(found.uid) }), ...(gid !== undefined && { group: String(found.gid) }) }
  return { changed: 1, undo: { operation: 'file.permissions', params: { ...undo, ...owners } } }
}, LASTS)

/** Owners first: a change of them takes setuid away. */
async function setOne(sftp: SftpSession, path: Buffer, found: SftpAttributes, { mode, uid, gid }: Wanted): Promise<void> {
  await about(path, async () => {
    const owners: SftpChange = { uid: uid ?? found.uid, gid: gid ?? found.gid }
    if (uid !== undefined || gid !== undefined) await sftp.change(path, owners)
    if (mode !== undefined) await sftp.change(path, { mode })
  })
}

/** Links are never gone through, nor changed. */
async function setBelow(ground: SshGround, place: ShellPlace, found: SftpAttributes, wanted: Wanted, progress: Progress): Promise<void> {
  const { sftp } = ground
  const kind = kindOf(found.mode)
  if (kind === 'link') return
  if (kind === 'folder') {
    const here = { names: [...place.folder.names, place.name], path: place.path }
    const entries = (await allIn(sftp, place.path, progress.signal)).filter(({ name }) => !isReserved(name))
    const folders = entries.filter(({ attributes }) => kindOf(attributes.mode) === 'folder')
    // Others may have given a file from elsewhere a second name here: those are changed one by one, by who means them.
    const others = entries.filter((entry) => kindOf(entry.attributes.mode) !== 'folder' && !isSecondName(entry.line))
    const below = ({ name, attributes }: (typeof entries)[number]) =>
      setBelow(ground, ground.placeIn(here, Buffer.from(name)), attributes, wanted, progress)
    await eachOf(others, below)
    for (const folder of folders) await below(folder)
  }
  const { mode } = wanted
  await setOne(sftp, place.path, found, { ...wanted, mode: mode === undefined || kind === 'folder' ? mode : forFile(mode, found.mode) })
  progress.files += 1
  progress.step(0)
}

/** By the line of `ls -l`; a server that gives none tells nothing of links. */
function isSecondName(line: string): boolean {
  return Number(/^-\S+\s+(\d+)\s/.exec(line)?.[1] ?? 1) > 1
}
