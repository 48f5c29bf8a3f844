import type { MaintenanceSettings, SilenceSettings } from '@hyperion/domain/alerts'

export interface Silence extends SilenceSettings {
  readonly id: number
  /** Name of the user who made it. */
  readonly author: string
  readonly createdAt: number
}

export type NewSilence = Omit<Silence, 'id'>

export interface SilenceStore {
  /** Newest first. */
  list(): Promise<readonly Silence[]>
  create(silence: NewSilence): Promise<Silence>
  /** Rejects with `DomainError('not_found')` for an unknown one. */
  delete(id: number): Promise<void>
  /** Forgets those that ended before an instant. */
  trim(before: number): Promise<void>
}

export interface MaintenanceWindow extends MaintenanceSettings {
  readonly id: number
  /** Name of the user who changed it last. */
  readonly author: string
  readonly updatedAt: number
}

export type NewMaintenanceWindow = Omit<MaintenanceWindow, 'id'>

export interface MaintenanceStore {
  /** Oldest first. */
  list(): Promise<readonly MaintenanceWindow[]>
  create(window: NewMaintenanceWindow): Promise<MaintenanceWindow>
  /** Rejects with `DomainError('not_found')` for an unknown one, as {@link delete} does. */
  update(id: number, window: NewMaintenanceWindow): Promise<MaintenanceWindow>
  delete(id: number): Promise<void>
}
