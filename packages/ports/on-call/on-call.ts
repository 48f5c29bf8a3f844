import type { OnCallSettings, Override } from '@hyperion/domain/on-call'

/** Who was told last to be on call. */
export interface HandOff {
  /** Epoch ms since when they are; that of the schedule's creation before the first. */
  readonly at: number
  /** Ids of users; none for nobody. */
  readonly users: readonly number[]
}

export interface OnCallSchedule extends OnCallSettings {
  /** UUID. */
  readonly id: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly handed: HandOff
}

export interface NewOverride extends Omit<Override, 'id'> {
  readonly reason: string
  /** Name of the user who agreed to it. */
  readonly author: string
  readonly createdAt: number
}

export interface OnCallOverride extends NewOverride {
  readonly id: number
}

export interface OnCallFeed {
  /** SHA-256 of the secret in its address, hex. */
  readonly tokenHash: string
  readonly user: number
  readonly schedule: string
  readonly createdAt: number
}

/** A team whose members on call a schedule tells. */
export interface ScheduledTeam {
  readonly id: string
  readonly name: string
  readonly schedule: string
}

/** Overrides and feeds go with their schedule and with their user. */
export interface OnCallStore {
  /** By name. */
  list(): Promise<readonly OnCallSchedule[]>
  byId(id: string): Promise<OnCallSchedule | undefined>
  /** Rejects with `DomainError('conflict')` when the name is taken. */
  create(settings: OnCallSettings, at: number): Promise<OnCallSchedule>
  /** As a whole; rejects with `not_found`, or `conflict` when the name is taken. */
  update(id: string, settings: OnCallSettings, at: number): Promise<OnCallSchedule>
  /** Rejects with `not_found`, and with `conflict` while a team has it. */
  delete(id: string): Promise<void>
  /** Those that reach into a range, as they were made. */
  overrides(schedule: string, range: { readonly from: number; readonly to: number }): Promise<readonly OnCallOverride[]>
  /** Rejects with `not_found` when schedule or user is gone. */
  addOverride(schedule: string, override: NewOverride): Promise<OnCallOverride>
  /** Rejects with `not_found` for one that is unknown in this schedule. */
  deleteOverride(schedule: string, id: number): Promise<void>
  /** Teams that have a schedule, by name. */
  teams(): Promise<readonly ScheduledTeam[]>
  /**
   * Takes it upon oneself to tell of the hand-off that follows `handed`: false when someone else does, or did. Until
   * `until` nobody else can.
   */
  leaseHandOff(schedule: string, handed: HandOff, now: number, until: number): Promise<boolean>
  /** The hand-off was told; does nothing when the lease was lost meanwhile. */
  settleHandOff(schedule: string, leaseUntil: number, handed: HandOff): Promise<void>
  /** In place of the one of the same user and schedule; rejects with `not_found` when one of them is gone. */
  setFeed(feed: OnCallFeed): Promise<void>
  feed(tokenHash: string): Promise<OnCallFeed | undefined>
  /** Does nothing when there is none. */
  deleteFeed(user: number, schedule: string): Promise<void>
}
