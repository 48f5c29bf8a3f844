import type { ProcessInfo } from '@hyperion/domain/hosts'
import { PROCESS_LIMITS } from '@hyperion/wire/actions'

/** The command line as it is told, and compared. */
export function commandOf({ command }: Pick<ProcessInfo, 'command'>): string {
  return shown(command)
}

/** As much of a text as is told. */
export function shown(text: string, length: number = PROCESS_LIMITS.commandChars): string {
  return text.slice(0, length).toWellFormed()
}
