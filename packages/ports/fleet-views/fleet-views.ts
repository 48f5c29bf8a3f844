import type { FleetViewSettings } from '@hyperion/domain/fleet'

/** A saved way to look at the hosts. */
export interface FleetView extends FleetViewSettings {
  readonly id: number
  /** Unique among those of its owner, and among those for everyone. */
  readonly name: string
  /** Null for everyone's. */
  readonly owner: number | null
  /** Name of the user who made it. */
  readonly author: string
}

export type NewFleetView = Omit<FleetView, 'id'>

/** Views by user; they go with their user, those for everyone stay. */
export interface FleetViewStore {
  /** A user's own and those for everyone, by name. */
  list(user: number): Promise<readonly FleetView[]>
  byId(id: number): Promise<FleetView | undefined>
  /** Rejects with `DomainError('conflict')` when the name is taken. */
  create(view: NewFleetView): Promise<FleetView>
  /** As a whole but for its author; rejects with `not_found`, or `conflict` when the name is taken. */
  update(id: number, view: Omit<NewFleetView, 'author'>): Promise<FleetView>
  /** Rejects with `not_found`. */
  delete(id: number): Promise<void>
}
