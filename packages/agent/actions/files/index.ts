import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { archiveEntries } from './archive.ts'
import { copyEntry, createEntry, deleteEntries, emptyTrash, moveEntry, setPermissions, tellTrash } from './change.ts'
import { extractArchive } from './extract.ts'
import { download, listFolder, readText, searchNames, tellEntry, tellRoots } from './read.ts'
import { restoreEntries } from './restore.ts'
import { takeUpload, uploadState } from './upload.ts'
import { openWorkshop } from './workshop.ts'
import { putBack, writeText } from './write.ts'

export function fileImplementations(environment: Environment): AreaImplementations<'file'> {
  const files = openWorkshop(environment)
  const swept = files.scratch.sweep()
  // What an agent before this one left half made is gone before anything new is.
  const after = <P, R, A extends unknown[]>(work: (params: P, ...rest: A) => Promise<R>) => {
    return async (params: P, ...rest: A): Promise<R> => {
      await swept
      return work(params, ...rest)
    }
  }
  return {
    'file.roots': () => tellRoots(files),
    'file.list': (params, run) => listFolder(files, params, run),
    'file.stat': (params) => tellEntry(files, params),
    'file.read': (params, run) => readText(files, params, run),
    'file.download': (params, run) => download(files, params, run),
    'file.upload_state': (params) => uploadState(files, params),
    'file.search': (params, run) => searchNames(files, params, run),
    'file.trash': (_params, run) => tellTrash(files, run),
    'file.write': after((params, run) => writeText(files, params, run)),
    'file.put_back': after((params, run) => putBack(files, params, run)),
    'file.upload': after((params, run) => takeUpload(files, params, run)),
    'file.create': after((params) => createEntry(files, params)),
    'file.move': after((params, run) => moveEntry(files, params, run)),
    'file.copy': after((params, run) => copyEntry(files, params, run)),
    'file.delete': after((params, run) => deleteEntries(files, params, run)),
    'file.restore': after((params, run) => restoreEntries(files, params, run)),
    'file.empty_trash': after((params, run) => emptyTrash(files, params, run)),
    'file.permissions': after((params, run) => setPermissions(files, params, run)),
    'file.archive': after((params, run) => archiveEntries(files, params, run)),
    'file.extract': after((params, run) => extractArchive(files, params, run)),
  }
}
