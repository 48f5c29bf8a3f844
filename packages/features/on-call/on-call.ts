import { createHash, randomBytes } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import {
  type OnCallProblem,
  type OnCallProblems,
  type OnCallSettings,
  onCallProblems,
  overrideProblems,
  type Roster,
  type Shifts,
  type Span,
  shiftsBetween,
  watchAt,
  withUsers,
} from '@hyperion/domain/on-call'
import type { Clock } from '@hyperion/ports/clock'
import type { NewOverride, OnCallOverride, OnCallSchedule, OnCallStore, ScheduledTeam } from '@hyperion/ports/on-call'
import type { UserStore } from '@hyperion/ports/users'
import { calendarOf } from './calendar.ts'
import { type OnCallPerson, People } from './people.ts'

export interface OnCallDeps {
  readonly store: OnCallStore
  readonly users: Pick<UserStore, 'list'>
  readonly clock: Clock
  /** Told when who is on call may have changed. */
  readonly onChange: () => void
}

/** A schedule with what is known of it at an instant. Users that are gone are out of it. */
export type KnownRoster = OnCallSchedule & Roster

/** Who is on call by a schedule at this moment. */
export interface OnCallNow {
  readonly schedule: KnownRoster
  /** Those that go by the schedule. */
  readonly teams: readonly ScheduledTeam[]
  /** Nobody when empty. */
  readonly people: readonly OnCallPerson[]
  /** Epoch ms of the next hand-off; null when none is to be seen within a hundred days. */
  readonly until: number | null
  /** Who comes then; nobody when empty. */
  readonly next: readonly OnCallPerson[]
}

/** Shifts within a range, and who the users of it are. */
export interface ShiftsView extends Shifts, Span {
  readonly schedule: Pick<OnCallSettings, 'name' | 'zone' | 'layers'>
  readonly people: People
}

/** A range that is asked for; what is left out is from now on, or four weeks. An instant that is none is NaN. */
export type AskedRange = Partial<Span>
/** From now on when that is left out. */
export type OverrideRequest = Pick<NewOverride, 'user' | 'to' | 'reason'> & Partial<Pick<NewOverride, 'from'>>

const HOUR = 3_600_000
const DAY = 24 * HOUR
const USUAL_DAYS = 28
/** And an hour, for three months in which clocks go back. */
const MOST_DAYS = 92
/** What a calendar shows of the past and of what comes. */
const FEED_DAYS = { back: 7, ahead: 90 } as const

/** Schedules, and who is on call by them. */
export class OnCall {
  readonly #deps: OnCallDeps

  constructor(deps: OnCallDeps) {
    this.#deps = deps
  }

  /** By name, without users that are gone. */
  async list(): Promise<readonly OnCallSchedule[]> {
    const [schedules, people] = await Promise.all([this.#deps.store.list(), this.people()])
    return schedules.map((each) => cleared(each, people))
  }

  /** Rejects with `DomainError('not_found')` for an unknown one, as all below that take the id of a schedule and do not say otherwise. */
  async byId(id: string): Promise<OnCallSchedule> {
    return cleared(await this.#stored(id), await this.people())
  }

  /** Everybody who can be on call. */
  async people(): Promise<People> {
    return new People(await this.#deps.users.list())
  }

  /** Rejects with `validation_failed` and an {@link OnCallProblems}, or `conflict` when the name is taken, as `change`. */
  async add(settings: OnCallSettings): Promise<OnCallSchedule> {
    const { store, clock, onChange } = this.#deps
    refuse(onCallProblems(settings, (await this.people()).ids))
    const made = await store.create(settings, clock.now()).catch(nameTaken)
    onChange()
    return made
  }

  async change(id: string, settings: OnCallSettings): Promise<OnCallSchedule> {
    const { store, clock, onChange } = this.#deps
    await this.#stored(id)
    refuse(onCallProblems(settings, (await this.people()).ids))
    const made = await store.update(id, settings, clock.now()).catch(nameTaken)
    onChange()
    return made
  }

  /** Rejects with `conflict` while a team goes by it. */
  async delete(id: string): Promise<void> {
    await this.#deps.store.delete(id).catch((error: unknown) => {
      throw isConflict(error) ? new DomainError('conflict', 'A team goes by this schedule') : error
    })
  }

  /** Who is on call at an instant, now when left out; nobody also when there is no such schedule. */
  async now(schedule: string, at: number = this.#deps.clock.now()): Promise<readonly OnCallPerson[]> {
    const { store } = this.#deps
    const found = await store.byId(schedule)
    if (!found) return []
    const [people, overrides] = await Promise.all([this.people(), store.overrides(schedule, { from: at, to: at + 1 })])
    const { shifts } = shiftsBetween(withUsers({ ...found, overrides }, people.ids), at, at + 1)
    return people.of(shifts[0]?.users ?? [])
  }

  /** The one whom a schedule has on call now, as teams tell it; null for nobody, and for no schedule. */
  async onCall(schedule: string | null): Promise<Pick<OnCallPerson, 'id' | 'username' | 'email'> | null> {
    const [first] = schedule === null ? [] : await this.now(schedule)
    return first ? { id: first.id, username: first.username, email: first.email } : null
  }

  /** Of every schedule, by name. */
  async everyoneOnCallNow(): Promise<readonly OnCallNow[]> {
    const { store, clock } = this.#deps
    const now = clock.now()
    const [{ rosters, people }, teams] = await Promise.all([this.rosters(now), store.teams()])
    return rosters.map((schedule) => {
      const { users, until, next } = watchAt(schedule, now)
      const its = teams.filter((team) => team.schedule === schedule.id)
      return { schedule, teams: its, people: people.of(users), until, next: people.of(next) }
    })
  }

  /** Every schedule with the overrides that reach from an instant on. */
  async rosters(from: number): Promise<{ readonly rosters: readonly KnownRoster[]; readonly people: People }> {
    const { store } = this.#deps
    const [schedules, people] = await Promise.all([store.list(), this.people()])
    const rosters = schedules.map(async (schedule) => {
      const overrides = await store.overrides(schedule.id, { from, to: Number.MAX_SAFE_INTEGER })
      return withUsers({ ...schedule, overrides }, people.ids)
    })
    return { rosters: await Promise.all(rosters), people }
  }

  /** Rejects with `validation_failed` for a range that is none or longer than {@link MOST_DAYS}, as `preview`. */
  async shifts(id: string, asked: AskedRange = {}): Promise<ShiftsView> {
    const range = this.#range(asked)
    const schedule = await this.#stored(id)
    const overrides = await this.#deps.store.overrides(id, range)
    return this.#view({ ...schedule, overrides }, range)
  }

  /** What a schedule would say that is not kept. */
  async preview(settings: OnCallSettings, asked: AskedRange = {}): Promise<ShiftsView> {
    // It is looked at before it has a name.
    const named = settings.name.trim() === '' ? { ...settings, name: '–' } : settings
    refuse(onCallProblems(named, (await this.people()).ids))
    return this.#view({ ...settings, overrides: [] }, this.#range(asked))
  }

  /** Overrides that reach into a range; those to come when it is left out. */
  async overrides(id: string, { from = this.#deps.clock.now(), to = Number.MAX_SAFE_INTEGER }: AskedRange = {}) {
    refuse(rangeProblems({ from, to }))
    await this.#stored(id)
    const [overrides, people] = await Promise.all([this.#deps.store.overrides(id, { from, to }), this.people()])
    return { overrides, people }
  }

  /** Rejects with `validation_failed`. One that overlaps others wins over them. */
  async addOverride(id: string, request: OverrideRequest, author: string): Promise<OnCallOverride> {
    const { store, clock, onChange } = this.#deps
    await this.#stored(id)
    const override = { from: clock.now(), ...request }
    const problems = overrideProblems(override, (await this.people()).ids)
    const past = override.to <= clock.now() ? { to: ['past' as const] } : {}
    refuse({ ...past, ...problems })
    const made = await store.addOverride(id, { ...override, author, createdAt: clock.now() })
    onChange()
    return made
  }

  async deleteOverride(id: string, override: number): Promise<void> {
    await this.#deps.store.deleteOverride(id, override)
    this.#deps.onChange()
  }

  /** A new secret for the address of a user's calendar; the one before is worth nothing from then on. */
  async makeFeed(id: string, user: number): Promise<string> {
    const { store, clock } = this.#deps
    await this.#stored(id)
    const token = randomBytes(32).toString('base64url')
    await store.setFeed({ tokenHash: hashOf(token), user, schedule: id, createdAt: clock.now() })
    return token
  }

  async deleteFeed(id: string, user: number): Promise<void> {
    await this.#stored(id)
    await this.#deps.store.deleteFeed(user, id)
  }

  /** The calendar of a secret, RFC 5545; `mine`: of its user's shifts alone. */
  async calendar(token: string, mine: boolean): Promise<string> {
    const { store, clock } = this.#deps
    const feed = await store.feed(hashOf(token))
    if (!feed) throw new DomainError('not_found', 'no such calendar')
    const now = clock.now()
    const { shifts, schedule, people } = await this.shifts(feed.schedule, {
      from: now - FEED_DAYS.back * DAY,
      to: now + (FEED_DAYS.ahead - FEED_DAYS.back) * DAY,
    })
    const shown = mine ? shifts.filter(({ users }) => users.includes(feed.user)) : shifts
    return calendarOf({ id: feed.schedule, name: schedule.name, shifts: shown, people, at: now })
  }

  async #stored(id: string): Promise<OnCallSchedule> {
    const schedule = await this.#deps.store.byId(id)
    if (!schedule) throw new DomainError('not_found', 'no such schedule')
    return schedule
  }

  async #view(roster: Roster & OnCallSettings, range: Span): Promise<ShiftsView> {
    const people = await this.people()
    const schedule = withUsers(roster, people.ids)
    return { ...shiftsBetween(schedule, range.from, range.to), ...range, schedule, people }
  }

  #range({ from = this.#deps.clock.now(), to = from + USUAL_DAYS * DAY }: AskedRange): Span {
    const problems = rangeProblems({ from, to })
    const isLong = to - from > MOST_DAYS * DAY + HOUR
    refuse(isLong && !problems.to ? { ...problems, to: ['range'] } : problems)
    return { from, to }
  }
}

function rangeProblems({ from, to }: Span): OnCallProblems {
  if (Number.isNaN(from)) return { from: ['instant'] }
  if (Number.isNaN(to)) return { to: ['instant'] }
  return to <= from ? { to: ['order'] } : {}
}

function cleared(schedule: OnCallSchedule, people: People): OnCallSchedule {
  const { overrides: _, ...rest } = withUsers({ ...schedule, overrides: [] }, people.ids)
  return rest
}

function refuse(problems: Readonly<Record<string, readonly OnCallProblem[]>>): void {
  if (Object.keys(problems).length > 0) throw new DomainError('validation_failed', 'wrong on-call schedule', { details: problems })
}

function isConflict(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'conflict'
}

function nameTaken(error: unknown): never {
  if (!isConflict(error)) throw error
  throw new DomainError('conflict', 'A schedule of this name exists already', { details: { name: ['taken'] } })
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
