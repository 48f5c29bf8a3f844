import type { Named } from '@hyperion/domain/incidents'

export interface TeamMember {
  readonly id: number
  readonly username: string
}

/** Who looks after services. Ids of teams are UUIDs. */
export interface Team extends Named {
  readonly description: string
  readonly slackChannelId: string | null
  /** The on-call schedule that says who of it is on call. */
  readonly scheduleId: string | null
  /** By name. */
  readonly members: readonly TeamMember[]
  /** Epoch ms. */
  readonly createdAt: number
}

/** With ids of users for members. */
export type NewTeam = Omit<Team, 'id' | 'members'> & { readonly members: readonly number[] }
export type TeamChange = Partial<Omit<NewTeam, 'createdAt'>>

/** A name that is taken rejects with `DomainError('conflict')`; whatever names an unknown team, or an unknown member, with `not_found`. */
export interface TeamStore {
  /** By name. */
  list(): Promise<readonly Team[]>
  byId(id: string): Promise<Team | undefined>
  create(team: NewTeam): Promise<Team>
  /** What is left out stays; members are replaced as a whole. */
  update(id: string, change: TeamChange): Promise<Team>
  /** Its services stay without an owner. */
  delete(id: string): Promise<void>
}
