import { rename } from 'node:fs/promises'
import { about, codeOf, refused } from './errors.ts'
import { type Folder, identityOf } from './folder.ts'
import type { Place } from './ground.ts'
import { putNew } from './scratch.ts'
import type { Workshop } from './workshop.ts'

interface By {
  readonly by: string
  readonly id: string
}

/** Puts something under a name, where nothing is unless it may be overwritten: that goes to the trash. Answers whether it did. */
export async function putOver({ trash }: Workshop, from: Folder, name: Buffer, to: Place, overwrite: boolean, run: By): Promise<boolean> {
  const old = await to.folder.look(to.name)
  if (!old || !overwrite) {
    await putNew(from, name, to)
    return false
  }
  const own = await from.look(name)
  if (own && identityOf(own) === identityOf(old)) throw refused('exists', to.path, 'is the very same')
  if (own?.isFile() && old.isFile() && (await kept(() => trash.keep(to, run.by, run.id)))) {
    // A second name is in the trash: the name in use is never without a file, wherever this ends.
    await about(to.path, () => rename(from.at(name), to.folder.at(to.name)))
    await to.folder.sync()
    return true
  }
  await trash.take(to, run.by, run.id)
  try {
    await putNew(from, name, to)
  } catch (error) {
    await trash.restore(run.id).catch(() => {})
    throw error
  }
  return true
}

/** False where the file system gives no second names. */
async function kept(keep: () => Promise<unknown>): Promise<boolean> {
  try {
    await keep()
    return true
  } catch (error) {
    if (codeOf(error) === 'EXDEV' || (error as { failure?: string }).failure === 'permission') return false
    throw error
  }
}
