import type { ShellImplementations } from '../reach.ts'
import { archiveOverShell } from './archive.ts'
import { createOverShell, deleteOverShell, emptyTrashOverShell, moveOverShell, trashOverShell } from './change.ts'
import { copyOverShell } from './copy.ts'
import { extractOverShell } from './extract.ts'
import { permissionsOverShell } from './permissions.ts'
import { restoreOverShell } from './restore.ts'
import { uploadOverShell, uploadStateOverShell } from './upload.ts'
import { putBackOverShell, writeTextOverShell } from './write.ts'

/** All that changes files, and what goes with it. */
export const fileChangesOverShell: ShellImplementations = {
  'file.write': writeTextOverShell,
  'file.put_back': putBackOverShell,
  'file.upload': uploadOverShell,
  'file.upload_state': uploadStateOverShell,
  'file.create': createOverShell,
  'file.move': moveOverShell,
  'file.copy': copyOverShell,
  'file.delete': deleteOverShell,
  'file.trash': trashOverShell,
  'file.restore': restoreOverShell,
  'file.empty_trash': emptyTrashOverShell,
  'file.permissions': permissionsOverShell,
  'file.archive': archiveOverShell,
  'file.extract': extractOverShell,
}
