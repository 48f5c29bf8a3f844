import type { ProcessInfo } from '@hyperion/domain/hosts'

/** As long as a command line is told; the same for who confirms by it. */
const COMMAND_LENGTH = 4096

/** The command line as it is told, and compared. */
export function commandOf({ command }: Pick<ProcessInfo, 'command'>): string {
  return shown(command, COMMAND_LENGTH)
}

export function shown(text: string, length: number): string {
  return text.slice(0, length).toWellFormed()
}
