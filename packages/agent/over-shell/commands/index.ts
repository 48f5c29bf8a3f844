import type { ShellImplementations } from '../reach.ts'
import { runOverShell } from './run.ts'
import { terminalOverShell } from './terminal.ts'

export const commandsOverShell: ShellImplementations = {
  'command.run': runOverShell,
  'command.terminal': terminalOverShell,
}
