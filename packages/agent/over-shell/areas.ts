import { commandsOverShell } from './commands/index.ts'
import { containersOverShell } from './containers/index.ts'
import { followOverShell } from './process-follow.ts'
import { listOverShell } from './process-list.ts'
import { signalOverShell } from './process-signal.ts'
import type { ShellImplementations } from './reach.ts'
import { scripted } from './scripted.ts'
import { controlUnitOverShell, listUnitsOverShell } from './units.ts'

/** All that is done on hosts without an agent. Parameters never become text of a command. */
export const shellImplementations: ShellImplementations = {
  'process.list': scripted(listOverShell),
  'process.follow': scripted(followOverShell),
  'process.signal': scripted(signalOverShell),
  'unit.list': scripted(listUnitsOverShell),
  'unit.control': scripted(controlUnitOverShell),
  ...commandsOverShell,
  ...containersOverShell,
}
