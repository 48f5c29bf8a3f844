import type { CommandDraft, SavedCommand } from '@hyperion/domain/commands'
import type { Snake } from './actions.ts'

export type { CommandRole, ParameterKind } from '@hyperion/domain/commands'

/** What is sent to save a command. */
export type CommandRequest = Snake<CommandDraft>

export type CommandView = Snake<SavedCommand>

/** `GET /api/runbooks/{runbook}/commands`: for the steps that name one. */
export interface StepCommandsAnswer {
  readonly steps: readonly {
    /** Its id. */
    readonly step: string
    readonly command: number
    readonly name: string
    /** What is filled in at first. */
    readonly values: Readonly<Record<string, string>>
    /** There is no such command any more. */
    readonly deleted: boolean
  }[]
}

/** `PUT` of the same: steps that are left out name nothing. */
export interface StepCommandsRequest {
  readonly steps: readonly { readonly step: string; readonly command: number; readonly values: Readonly<Record<string, string>> }[]
}

/** `GET /api/commands` */
export interface CommandsAnswer {
  readonly commands: readonly CommandView[]
}
