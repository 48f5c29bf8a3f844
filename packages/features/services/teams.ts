import { matches } from '@hyperion/domain/services'
import type { Clock } from '@hyperion/ports/clock'
import type { NewTeam, Team, TeamChange, TeamStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import { found, naming, refuseTaken, wrong } from './problem.ts'
import { cleaned, idOf, nameOf, textOf } from './texts.ts'

export type TeamRequest = Pick<NewTeam, 'name'> & Partial<Omit<NewTeam, 'createdAt'>>

export interface OnCallUser {
  readonly id: number
  readonly username: string
  readonly email: string
}

/** A team with who of it is on call at this moment. */
export type TeamView = Team & { readonly onCall: OnCallUser | null }

export interface TeamsDeps {
  readonly store: TeamStore
  readonly users: Pick<UserStore, 'list'>
  readonly clock: Clock
  /** Who is on call by a schedule; nobody where none is known. */
  readonly onCall?: (scheduleId: string) => Promise<OnCallUser | null>
  /** Whether there is a schedule of this id; whatever is given is taken where nobody knows. */
  readonly scheduleExists?: (id: string) => Promise<boolean>
}

const BLANK = { description: '', slackChannelId: null, scheduleId: null, members: [] } satisfies Partial<NewTeam>

const CLEANERS = {
  name: nameOf,
  description: textOf,
  scheduleId: (id: string | null) => idOf(id, 'scheduleId', 'unknown_schedule'),
}

/** Who looks after services. An unknown id rejects with `not_found`, a name that is taken with `conflict`. */
export class Teams {
  readonly #deps: TeamsDeps

  constructor(deps: TeamsDeps) {
    this.#deps = deps
  }

  /** By name: those that a text is in the name, the description or a member's name of. */
  async list(search = ''): Promise<readonly Team[]> {
    const teams = await this.#deps.store.list()
    return teams.filter(({ name, description, members }) => matches(search, name, description, ...members.map(({ username }) => username)))
  }

  async byId(id: string): Promise<Team> {
    return found(await this.#deps.store.byId(id), 'team')
  }

  async view(team: Team): Promise<TeamView> {
    const { onCall = async () => null } = this.#deps
    return { ...team, onCall: team.scheduleId === null ? null : await onCall(team.scheduleId) }
  }

  async create(request: TeamRequest): Promise<Team> {
    const { store, clock } = this.#deps
    const team = { ...BLANK, ...cleaned(request, CLEANERS) }
    await this.#check(team)
    return naming(() => store.create({ ...team, createdAt: clock.now() }))
  }

  /** As a whole: what is left out becomes what it is in a new one. */
  replace(id: string, request: TeamRequest): Promise<Team> {
    return this.change(id, { ...BLANK, ...request })
  }

  async change(id: string, told: TeamChange): Promise<Team> {
    await this.byId(id)
    const change = cleaned(told, CLEANERS)
    await this.#check(change, id)
    return naming(() => this.#deps.store.update(id, change))
  }

  /** Its services stay without an owner. */
  delete(id: string): Promise<void> {
    return this.#deps.store.delete(id)
  }

  async #check({ name, members, scheduleId }: TeamChange, own?: string): Promise<void> {
    const { store, users, scheduleExists = async () => true } = this.#deps
    if (scheduleId && !(await scheduleExists(scheduleId))) throw wrong('scheduleId', 'unknown_schedule')
    if (members && members.length > 0) {
      const ids = new Set((await users.list()).map(({ id }) => id))
      if (members.some((id) => !ids.has(id))) throw wrong('members', 'unknown_user')
    }
    if (name !== undefined) refuseTaken(name, await store.list(), own)
  }
}
