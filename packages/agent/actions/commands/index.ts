import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { runCommand } from './run.ts'
import { openTerminal } from './terminal.ts'

export function commandImplementations({ clock }: Pick<Environment, 'clock'>): AreaImplementations<'command'> {
  return {
    'command.run': (params, run) => runCommand(params, run),
    'command.terminal': (params, run) => openTerminal(params, run, clock),
  }
}
