import type { SavedCommand } from '@hyperion/domain/commands'

export type NewSavedCommand = Omit<SavedCommand, 'id'>

/** Saved commands. */
export interface CommandStore {
  /** By name. */
  list(): Promise<readonly SavedCommand[]>
  byId(id: number): Promise<SavedCommand | undefined>
  /** Rejects with `DomainError('conflict')` when the name is taken. */
  create(command: NewSavedCommand): Promise<SavedCommand>
  /** As a whole; rejects with `not_found`, or `conflict` when the name is taken. */
  update(id: number, command: NewSavedCommand): Promise<SavedCommand>
  /** Rejects with `not_found`. */
  delete(id: number): Promise<void>
}
