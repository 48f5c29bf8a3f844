import type { RemoteOperation } from '@hyperion/ports/remote-host'
import { followOverShell } from './process-follow.ts'
import { listOverShell } from './process-list.ts'
import { signalOverShell } from './process-signal.ts'
import { controlUnitOverShell, listUnitsOverShell } from './units.ts'

/** What is done on hosts without an agent: fixed scripts, to which parameters come as input and never as text of a command. */
export const shellOperations: Readonly<Record<string, RemoteOperation>> = {
  'process.list': listOverShell,
  'process.follow': followOverShell,
  'process.signal': signalOverShell,
  'unit.list': listUnitsOverShell,
  'unit.control': controlUnitOverShell,
}
