import { ActionError } from '@hyperion/domain/actions'
import { refused } from '../../actions/files/errors.ts'
import { about } from './failures.ts'
import type { ShellPlace } from './ground.ts'
import { kindOf } from './kinds.ts'
import { putNew } from './put.ts'
import type { ShellWorkshop } from './workshop.ts'

interface Over {
  readonly overwrite: boolean
  readonly by: string
  /** Under which what is there is kept. */
  readonly id: string
}

/** Puts something under a name, where nothing is unless it may be overwritten: that goes to the trash. Answers whether it did. */
export async function putOver({ ground, trash, sftp }: ShellWorkshop, from: Buffer, to: ShellPlace, over: Over): Promise<boolean> {
  const old = await ground.look(to.path)
  if (!old || !over.overwrite) {
    await putNew(ground, from, to)
    return false
  }
  if (from.equals(to.path)) throw refused('exists', to.path, 'is the very same')
  const own = await about(to.path, () => sftp.lstat(from))
  if (kindOf(own.mode) === 'file' && kindOf(old.mode) === 'file' && (await trash.keep(to, over.by, over.id))) {
    try {
      // A second name is in the trash: the name in use is never without a file, wherever this ends.
      await about(to.path, () => sftp.replace(from, to.path))
      return true
    } catch (error) {
      await trash.remove(over.id).catch(() => {})
      // For a moment the name is in no use, then: a server that cannot do better.
      if (!(error instanceof ActionError) || error.failure !== 'unsupported') throw error
    }
  }
  await trash.take(to, over.by, over.id)
  try {
    await putNew(ground, from, to)
  } catch (error) {
    await trash.restore(over.id).catch(() => {})
    throw error
  }
  return true
}
