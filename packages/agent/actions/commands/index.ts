import type { AreaImplementations } from '../implementation.ts'
import { runCommand } from './run.ts'
import { openTerminal } from './terminal.ts'

export function commandImplementations(): AreaImplementations<'command'> {
  return {
    'command.run': (params, run) => runCommand(params, run),
    'command.terminal': (params, run) => openTerminal(params, run),
  }
}
