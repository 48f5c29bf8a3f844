import type { CommandDraft, SavedCommand } from '@hyperion/domain/commands'
import type { Snake } from './actions.ts'

export type { CommandRole, ParameterKind } from '@hyperion/domain/commands'

/** What is sent to save a command. */
export type CommandRequest = Snake<CommandDraft>

export type CommandView = Snake<SavedCommand>

/** `GET /api/commands` */
export interface CommandsAnswer {
  readonly commands: readonly CommandView[]
}
