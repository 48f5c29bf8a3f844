import type { OperationId, ResultOf } from '@hyperion/wire/actions'
import type { ShellImplementation, ShellImplementations } from '../reach.ts'
import { fileChangesOverShell } from './changes.ts'
import { type OnGround, SshGround } from './ground.ts'
import { download, type FileOrder, listFolder, readText, searchNames, tellEntry, tellRoots } from './read.ts'

/** Has an operation carried out on the ground of its host. */
function onGround<O extends OperationId>(
  work: (ground: SshGround, order: FileOrder<O>) => Promise<ResultOf<O>>,
  how: OnGround = {},
): ShellImplementation<O> {
  return (params, run, reach) => SshGround.on(run, reach, (ground) => work(ground, { params, run, reach }), how)
}

/** Files over SFTP. */
export const filesOverShell: ShellImplementations = {
  'file.roots': onGround(tellRoots),
  'file.list': onGround(listFolder),
  'file.stat': onGround(tellEntry),
  'file.read': onGround(readText),
  'file.download': onGround(download, { lasts: true }),
  'file.search': onGround(searchNames),
  ...fileChangesOverShell,
}
