import { commandsOverShell } from './commands/index.ts'
import { containersOverShell } from './containers/index.ts'
import { filesOverShell } from './files/index.ts'
import { networkOverShell } from './network/index.ts'
import { detailOverShell } from './process-detail.ts'
import { openFilesOverShell } from './process-files.ts'
import { followOverShell } from './process-follow.ts'
import { listOverShell } from './process-list.ts'
import { reniceOverShell } from './process-renice.ts'
import { signalOverShell } from './process-signal.ts'
import type { ShellImplementations } from './reach.ts'
import { scripted } from './scripted.ts'
import { controlUnitOverShell } from './unit-control.ts'
import { timersOverShell, unitDetailOverShell, unitFilesOverShell } from './unit-detail.ts'
import { journalOverShell } from './unit-journal.ts'
import { listUnitsOverShell } from './units.ts'

/** All that is done on hosts without an agent. Parameters never become text of a command. */
export const shellImplementations: ShellImplementations = {
  'process.list': scripted(listOverShell),
  'process.follow': scripted(followOverShell),
  'process.signal': scripted(signalOverShell),
  'process.detail': detailOverShell,
  'process.files': openFilesOverShell,
  'process.renice': reniceOverShell,
  'unit.list': scripted(listUnitsOverShell),
  'unit.control': controlUnitOverShell,
  'unit.detail': unitDetailOverShell,
  'unit.files': unitFilesOverShell,
  'unit.timers': timersOverShell,
  'unit.journal': journalOverShell,
  ...filesOverShell,
  ...networkOverShell,
  ...commandsOverShell,
  ...containersOverShell,
}
